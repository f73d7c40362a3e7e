package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.alert.Digest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console's files and its libraries, from the class path, and nothing else from there. */
final class Assets {

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9@_-][A-Za-z0-9@._-]*(/[A-Za-z0-9@_-][A-Za-z0-9@._-]*){0,12}");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
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
  private static final String CONSOLE = "/console/";
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  private final String policy;

  Assets() {
    this.policy =
        "default-src 'none'; script-src 'self'"
            + importMapHash().map(hash -> " '" + hash + "'").orElse("")
            + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types lit-html";
  }

  void register(RouteTable routes) {
    routes.get("/openapi.yaml", http -> http.contentType("application/yaml").result(openApi()));
    routes.get("/webjars/<path>", http -> serve(http, WEBJARS, http.pathParam("path"), true));
    routes.get("/", http -> serve(http, CONSOLE, "index.html", false));
    routes.get("/<path>", http -> serve(http, CONSOLE, http.pathParam("path"), false));
  }

  static byte[] openApi() {
    return read("/dev/tunewatch/alerts/api/openapi.yaml").orElseThrow();
  }

  private void serve(Context http, String folder, String path, boolean versioned) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    Optional<byte[]> file =
        type != null && PATH.matcher(path).matches() ? read(folder + path) : Optional.empty();
    byte[] content = file.orElseThrow(() -> new Refused(404, "there is nothing at this address"));
    http.header("Content-Security-Policy", policy);
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

  /** The one inline script that there is holds no code, only where modules are found. */
  private static Optional<String> importMapHash() {
    Optional<byte[]> index = read(CONSOLE + "index.html");
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Matcher map = IMPORT_MAP.matcher(new String(index.get(), StandardCharsets.UTF_8));
    if (!map.find()) {
      return Optional.empty();
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
      return Optional.of("sha256-" + Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
