package io.github.omnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.github.omnet.models.monitor.MetricsTable;
import io.github.omnet.models.monitor.ScalarLog;
import io.github.omnet.report.curves.TrainingCurves;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Checks the contrast of pages by WCAG 2.1, level AA: 4.5 for text (1.4.3), 3 for what is needed to
 * understand a graphic or to see the focus (1.4.11).
 */
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double GRAPHIC = 3;
  private static final Set<Integer> GRID_LINES = Set.of(0xd2d2d2, 0xe4e4e4);
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
  private static final Pattern HEX = Pattern.compile("#([0-9a-f]{6}|[0-9a-f]{3})\\b");

  @Test
  void theRatioIsThatOfTheStandard() {
    assertThat(ratio(0xffffff, 0)).isEqualTo(21);
    assertThat(ratio(0x777777, 0xffffff)).isBetween(4.47, 4.49);
    assertThat(ratio(0x767676, 0xffffff)).isBetween(4.53, 4.55);
  }

  @Test
  void textOfEveryRuleOfTheStyleStandsOutFromWhatIsUnderIt() {
    Map<String, Map<String, String>> rules = rules();
    int checked = 0;
    for (Map.Entry<String, Map<String, String>> rule : rules.entrySet()) {
      if (rule.getValue().containsKey("color") || rule.getValue().containsKey("background")) {
        Map<String, String> around = around(rules, rule.getKey());
        int text = color(rule.getValue().getOrDefault("color", around.getOrDefault("color", "")));
        String own = rule.getValue().getOrDefault("background", "none");
        int under = color(own.equals("none") ? around.getOrDefault("background", "") : own);
        assertThat(ratio(text, under)).as(rule.getKey()).isGreaterThanOrEqualTo(TEXT);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(6);
  }

  @Test
  void theFocusAndTheFramesOfControlsAreSeenOnPageAndViewer() {
    Map<String, Map<String, String>> rules = rules();
    int focus = color(declared(rules, ":focus-visible", "outline"));
    assertThat(ratio(focus, 0xffffff)).isGreaterThanOrEqualTo(GRAPHIC);
    assertThat(ratio(focus, color(declared(rules, ".viewer", "background"))))
        .isGreaterThanOrEqualTo(GRAPHIC);
    assertThat(ratio(color(declared(rules, ".viewer fieldset", "border")), 0))
        .isGreaterThanOrEqualTo(GRAPHIC);
    for (String box : List.of(".notice", ".warnings", ".good")) {
      assertThat(ratio(color(declared(rules, box, "border")), 0xffffff))
          .isGreaterThanOrEqualTo(GRAPHIC);
    }
  }

  @Test
  void textAndMarksOfPlotsStandOutFromWhite(@TempDir Path folder) throws Exception {
    Html plots = new Html();
    Plots.boxes(plots, "dice", "0 to 1", Map.of("WT", new double[] {0.5, 0.7, 0.9}));
    Plots.blandAltman(plots, "WT", new double[] {1, 2, 4}, new double[] {1, 3, 3});
    Path csv = folder.resolve("metrics.csv");
    try (ScalarLog log = ScalarLog.csv(csv, List.of("loss1", "loss2", "loss3", "diceWT"), 0)) {
      for (long n = 1; n <= 9; n++) {
        log.write(n, Map.of("loss1", 1.0 / n, "loss2", 2.0 / n, "loss3", 3.0 / n, "diceWT", 0.5));
      }
    }
    for (TrainingCurves.Curve curve : TrainingCurves.curves(MetricsTable.read(csv))) {
      Svg drawing = Svg.of(curve.chart(), TrainingCurves.WIDTH, TrainingCurves.HEIGHT);
      Plots.figure(plots, drawing, curve.title());
    }
    // Texts are drawn as filled outlines, and so are grid lines, which may be faint.
    int texts = 0;
    for (Element path : elements(plots.toString(), "path")) {
      boolean outline = attribute(path, "stroke").equals("none");
      if (outline && !GRID_LINES.contains(fill(path))) {
        assertThat(ratio(fill(path), 0xffffff)).isGreaterThanOrEqualTo(TEXT);
        texts++;
      }
    }
    assertThat(texts).isGreaterThan(30);
    for (int mark : List.of(0x0072B2, 0xD55E00, 0x009E73)) {
      assertThat(ratio(mark, 0xffffff)).isGreaterThanOrEqualTo(GRAPHIC);
      assertThat(plots.toString())
          .contains("rgb(" + (mark >> 16) + "," + (mark >> 8 & 0xff) + "," + (mark & 0xff) + ")");
    }
  }

  private static Map<String, Map<String, String>> rules() {
    String style = Assets.text("page.css").replaceAll("@media[^{]*\\{(?:[^{}]*\\{[^{}]*})*}", "");
    Map<String, Map<String, String>> rules = new LinkedHashMap<>();
    Matcher rule = RULE.matcher(style);
    while (rule.find()) {
      Map<String, String> declarations = new LinkedHashMap<>();
      for (String declaration :
          Splitter.on(';').omitEmptyStrings().trimResults().split(rule.group(2))) {
        String[] parts = declaration.split(":", 2);
        declarations.put(parts[0].strip(), parts[1].strip());
      }
      for (String selector : Splitter.on(',').split(rule.group(1))) {
        rules.computeIfAbsent(selector.strip(), s -> new LinkedHashMap<>()).putAll(declarations);
      }
    }
    return rules;
  }

  private static String declared(
      Map<String, Map<String, String>> rules, String selector, String property) {
    return rules.getOrDefault(selector, Map.of()).getOrDefault(property, "");
  }

  /** The rule that what a selector names lies in: buttons in heads of tables, the rest by name. */
  private static Map<String, String> around(
      Map<String, Map<String, String>> rules, String selector) {
    Map<String, String> around = new LinkedHashMap<>(rules.getOrDefault("body", Map.of()));
    String outer =
        selector.startsWith(".viewer ")
            ? ".viewer"
            : selector.equals("th button") ? "thead th" : "";
    around.putAll(rules.getOrDefault(outer, Map.of()));
    return around;
  }

  private static int color(String declaration) {
    Matcher hex = HEX.matcher(declaration);
    assertThat(hex.find()).as(declaration).isTrue();
    String digits = hex.group(1);
    return Integer.parseInt(digits.length() == 6 ? digits : digits.replaceAll("(.)", "$1$1"), 16);
  }

  private static double ratio(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static List<Element> elements(String html, String name) throws Exception {
    List<Element> found = new ArrayList<>();
    Matcher svg = Pattern.compile("<svg.*?</svg\\s*>", Pattern.DOTALL).matcher(html);
    while (svg.find()) {
      NodeList nodes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.group().getBytes(StandardCharsets.UTF_8)))
              .getElementsByTagName(name);
      for (int n = 0; n < nodes.getLength(); n++) {
        found.add((Element) nodes.item(n));
      }
    }
    return found;
  }

  /** An attribute of an element of SVG, its own or inherited. */
  private static String attribute(Element element, String name) {
    for (Node at = element; at instanceof Element here; at = at.getParentNode()) {
      if (here.hasAttribute(name)) {
        return here.getAttribute(name);
      }
    }
    return "";
  }

  private static int fill(Element element) {
    String fill = attribute(element, "fill");
    if (fill.equals("black")) {
      return 0;
    }
    Matcher rgb = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)").matcher(fill);
    assertThat(rgb.matches()).as(fill).isTrue();
    return Integer.parseInt(rgb.group(1)) << 16
        | Integer.parseInt(rgb.group(2)) << 8
        | Integer.parseInt(rgb.group(3));
  }
}
