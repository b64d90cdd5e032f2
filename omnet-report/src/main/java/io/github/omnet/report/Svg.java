package io.github.omnet.report;

import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

/**
 * A chart of XChart as SVG inside a page, painted on Batik: without style attributes, which the
 * page's policy forbids, and with ids that no other drawing of the page has.
 *
 * @param markup an {@code svg} element
 */
record Svg(String markup) {
  private static final AtomicLong DRAWINGS = new AtomicLong();

  static Svg of(Chart<?, ?> chart, int width, int height) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument("http://www.w3.org/2000/svg", "svg", null);
      SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
      context.setComment("");
      context.setPrecision(2);
      String prefix = "d" + DRAWINGS.incrementAndGet() + "-";
      context.setIDGenerator(
          new SVGIDGenerator() {
            @Override
            public String generateID(String kind) {
              return prefix + super.generateID(kind);
            }
          });
      SVGGraphics2D graphics = new SVGGraphics2D(context, false);
      graphics.setSVGCanvasSize(new Dimension(width, height));
      chart.paint(graphics, width, height);
      StringWriter out = new StringWriter();
      graphics.stream(out, false);
      String text = out.toString();
      return new Svg(
          text.substring(text.indexOf("<svg"))
              .replaceFirst("<svg", "<svg viewBox=\"0 0 " + width + " " + height + "\""));
    } catch (ParserConfigurationException e) {
      throw new IOException("this Java cannot make SVG; use a full JRE", e);
    }
  }
}
