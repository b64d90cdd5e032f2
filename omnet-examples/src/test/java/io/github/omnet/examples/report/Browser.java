package io.github.omnet.examples.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Chromium without a window and without a network, driven through ChromeDriver's own protocol. */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-gl=angle",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--window-size=1300,1500");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String base;
  private final String session;

  Browser(Path folder, boolean scripts, String... more) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    driver =
        new ProcessBuilder(DRIVER.toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("driver-" + port + ".log").toFile())
            .start();
    base = "http://127.0.0.1:" + port;
    JsonArray flags = new JsonArray();
    FLAGS.forEach(flags::add);
    List.of(more).forEach(flags::add);
    flags.add("--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
    JsonObject options = new JsonObject();
    options.add("args", flags);
    options.addProperty("binary", CHROMIUM.toString());
    if (!scripts) {
      options.add(
          "prefs",
          JsonParser.parseString("{\"profile.managed_default_content_settings.javascript\": 2}"));
    }
    JsonObject wanted = new JsonObject();
    wanted.add("goog:chromeOptions", options);
    wanted.add(
        "goog:loggingPrefs",
        JsonParser.parseString("{\"browser\": \"ALL\", \"performance\": \"ALL\"}"));
    JsonObject capabilities = new JsonObject();
    capabilities.add("alwaysMatch", wanted);
    JsonObject body = new JsonObject();
    body.add("capabilities", capabilities);
    JsonElement made = null;
    for (int tries = 0; made == null; tries++) {
      try {
        made = post("/session", body);
      } catch (IOException e) {
        if (tries > 100) {
          throw e;
        }
        Thread.sleep(200);
      }
    }
    session = "/session/" + made.getAsJsonObject().get("sessionId").getAsString();
  }

  private JsonElement post(String path, JsonObject body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body.toString())), path);
  }

  private JsonElement send(HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    String answer =
        client
            .send(
                request
                    .uri(URI.create(base + path))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofMinutes(3))
                    .build(),
                BodyHandlers.ofString())
            .body();
    JsonElement value = JsonParser.parseString(answer).getAsJsonObject().get("value");
    if (value.isJsonObject() && value.getAsJsonObject().has("error")) {
      throw new IllegalStateException(path + ": " + value);
    }
    return value;
  }

  void open(Path page) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("url", page.toUri().toString());
    post(session + "/url", body);
  }

  /** Runs a script's body; what it returns. */
  JsonElement run(String script) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("script", script);
    body.add("args", new JsonArray());
    return post(session + "/execute/sync", body);
  }

  /** Waits until a script gives something that is not null. */
  JsonElement await(String script) throws Exception {
    for (int tries = 0; tries < 600; tries++) {
      JsonElement found = run(script);
      if (!found.isJsonNull()) {
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing came of: " + script);
  }

  /** Presses a key as a user does. */
  void press(String key) throws Exception {
    JsonObject body =
        JsonParser.parseString(
                """
                {"actions": [{"type": "key", "id": "k", "actions": [
                  {"type": "keyDown", "value": "%s"}, {"type": "keyUp", "value": "%s"}]}]}
                """
                    .formatted(key, key))
            .getAsJsonObject();
    post(session + "/actions", body);
  }

  /** Warnings and errors of the console so far. */
  List<String> complaints() throws Exception {
    List<String> complaints = new ArrayList<>();
    for (JsonElement entry : log("browser")) {
      String level = entry.getAsJsonObject().get("level").getAsString();
      if (level.equals("SEVERE")) {
        complaints.add(entry.toString());
      }
    }
    return complaints;
  }

  /** Addresses that the page asked for so far. */
  List<String> requests() throws Exception {
    List<String> requests = new ArrayList<>();
    for (JsonElement entry : log("performance")) {
      JsonObject message =
          JsonParser.parseString(entry.getAsJsonObject().get("message").getAsString())
              .getAsJsonObject()
              .getAsJsonObject("message");
      // The page with which the browser begins asks for parts of the browser itself.
      if (message.get("method").getAsString().equals("Network.requestWillBeSent")
          && message
              .getAsJsonObject("params")
              .get("documentURL")
              .getAsString()
              .startsWith("file:")) {
        String url =
            message.getAsJsonObject("params").getAsJsonObject("request").get("url").getAsString();
        requests.add(url.substring(0, Math.min(200, url.length())));
      }
    }
    return requests;
  }

  private JsonArray log(String type) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("type", type);
    return post(session + "/se/log", body).getAsJsonArray();
  }

  /** Processor time of the browser so far, all its processes together. */
  double processorSeconds() {
    return driver
            .descendants()
            .mapToLong(
                process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
            .sum()
        / 1000.0;
  }

  /** One of the browser's own commands. */
  private JsonElement command(String name, JsonObject parameters) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("cmd", name);
    body.add("params", parameters);
    return post(session + "/goog/cdp/execute", body);
  }

  /** The page as it is printed, as a PDF, whose bytes are the text's characters. */
  String printed() throws Exception {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("preferCSSPageSize", true);
    String data = command("Page.printToPDF", wanted).getAsJsonObject().get("data").getAsString();
    return new String(Base64.getDecoder().decode(data), StandardCharsets.ISO_8859_1);
  }

  /** Shows the page on the screen as it is printed. */
  void showAsPrinted() throws Exception {
    JsonObject media = new JsonObject();
    media.addProperty("media", "print");
    command("Emulation.setEmulatedMedia", media);
  }

  Screenshot screenshot() throws Exception {
    String png = send(HttpRequest.newBuilder().GET(), session + "/screenshot").getAsString();
    return new Screenshot(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png))));
  }

  @Override
  public void close() throws IOException {
    try {
      send(HttpRequest.newBuilder().DELETE(), session);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.destroy();
    }
  }
}
