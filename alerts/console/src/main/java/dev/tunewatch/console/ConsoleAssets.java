package dev.tunewatch.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the console's files are on the class path and under which headers they may be served. What
 * is stated in {@code index.html} (the import map with its versions) is read from there, so that it
 * stands in one place.
 */
public final class ConsoleAssets {

  /** The resource folder that is served at {@code /}; its files have no subfolders. */
  public static final String FOLDER = "console";

  /** The page, served at {@code /} itself. Routes are in the fragment, so there is no other. */
  public static final String INDEX = "index.html";

  /** The resource folder that is served at {@code /webjars/}. */
  public static final String WEBJARS_FOLDER = "META-INF/resources/webjars";

  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern WEBJAR = Pattern.compile("\"\\./(webjars/[^/\"]+/[^/\"]+/)");

  private ConsoleAssets() {}

  /**
   * The value of {@code Content-Security-Policy}: nothing but the console's own files, no inline
   * script but the import map (by its hash, CSP Level 3), no inline style, and no string that
   * becomes markup except through Lit's template policy (Trusted Types).
   */
  public static String contentSecurityPolicy() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + sha256(importMap()) + "'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  /** All headers that belong on every file of the console, the policy among them. */
  public static Map<String, String> headers() {
    return Map.of(
        "Content-Security-Policy", contentSecurityPolicy(),
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "no-referrer",
        "Cross-Origin-Opener-Policy", "same-origin",
        "Cross-Origin-Resource-Policy", "same-origin");
  }

  /**
   * The path prefixes under which WebJars may be served, for example {@code webjars/lit/3.3.2/};
   * everything else in {@link #WEBJARS_FOLDER} is not the console's.
   */
  public static List<String> webjarPrefixes() {
    Set<String> prefixes = new LinkedHashSet<>();
    Matcher addresses = WEBJAR.matcher(importMap());
    while (addresses.find()) {
      prefixes.add(addresses.group(1));
    }
    return List.copyOf(prefixes);
  }

  /** The text between the tags of the import map, to the character: what the hash is of. */
  static String importMap() {
    Matcher script = IMPORT_MAP.matcher(text(FOLDER + "/" + INDEX));
    if (!script.find()) {
      throw new IllegalStateException(INDEX + " holds no import map");
    }
    return script.group(1);
  }

  private static String text(String resource) {
    try (InputStream in = ConsoleAssets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
