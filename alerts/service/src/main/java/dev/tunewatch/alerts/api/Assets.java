package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.alert.Digest;
import dev.tunewatch.console.ConsoleAssets;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The console's files and its libraries, from the class path, and nothing else from there. */
final class Assets {

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9@_-][A-Za-z0-9@._-]*(/[A-Za-z0-9@_-][A-Za-z0-9@._-]*){0,12}");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "map", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");
  private static final String CONSOLE = "/" + ConsoleAssets.FOLDER + "/";
  private static final String WEBJARS = "/" + ConsoleAssets.WEBJARS_FOLDER + "/";

  void register(RouteTable routes) {
    routes.get("/openapi.yaml", http -> http.contentType("application/yaml").result(openApi()));
    routes.get("/webjars/<path>", http -> serve(http, WEBJARS, imported(http), true));
    routes.get("/", http -> serve(http, CONSOLE, ConsoleAssets.INDEX, false));
    routes.get("/<path>", http -> serve(http, CONSOLE, http.pathParam("path"), false));
  }

  static byte[] openApi() {
    return read("/dev/tunewatch/alerts/api/openapi.yaml").orElseThrow();
  }

  /** Of all that lies in WebJars only what the page imports. */
  private static String imported(Context http) {
    String path = http.pathParam("path");
    if (ConsoleAssets.webjarPrefixes().stream().noneMatch(("webjars/" + path)::startsWith)) {
      throw new Refused(404, "there is nothing at this address");
    }
    return path;
  }

  private void serve(Context http, String folder, String path, boolean versioned) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    Optional<byte[]> file =
        type != null && PATH.matcher(path).matches() ? read(folder + path) : Optional.empty();
    byte[] content = file.orElseThrow(() -> new Refused(404, "there is nothing at this address"));
    ConsoleAssets.headers().forEach(http::header);
    if (versioned) {
      http.header("Cache-Control", "public, max-age=31536000, immutable");
    } else {
      String tag = '"' + Digest.base32(new String(content, StandardCharsets.ISO_8859_1), 26) + '"';
      http.header("Cache-Control", "no-cache").header("ETag", tag);
      if (tag.equals(http.header("If-None-Match"))) {
        http.status(304);
        return;
      }
    }
    http.contentType(type).result(content);
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
