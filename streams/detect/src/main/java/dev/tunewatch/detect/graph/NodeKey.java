package dev.tunewatch.detect.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Names of nodes: a release under {@code hub:owner/name}, a name that several makers may use under
 * {@code hub:#name=model}, an uploader under {@code hub:#uploader=owner}, a set of weights under
 * {@code hub:#sha=digest}; no release can have those.
 */
public final class NodeKey {

  private static final String NAME = "#name=";
  private static final String WEIGHTS = "#sha=";
  private static final String UPLOADER = "#uploader=";

  private NodeKey() {}

  /** The node of a release that may or may not be known. */
  public static String release(String hub, String id) {
    return hub + ":" + id;
  }

  /** The release's id on its hub. */
  public static String id(String releaseKey) {
    return releaseKey.substring(releaseKey.indexOf(':') + 1);
  }

  /** The node of the name that a release has without its maker, in lower case. */
  static String name(String releaseKey) {
    String id = id(releaseKey);
    String model = id.substring(id.indexOf('/') + 1);
    return releaseKey.substring(0, releaseKey.indexOf(':') + 1) + NAME + folded(model);
  }

  /** The node of an uploader, whose name is folded as hubs fold it. */
  static String uploader(String releaseKey, String uploader) {
    return releaseKey.substring(0, releaseKey.indexOf(':') + 1) + UPLOADER + folded(uploader);
  }

  /** The node of a set of weights. */
  static String weights(String releaseKey, String digest) {
    return releaseKey.substring(0, releaseKey.indexOf(':') + 1) + WEIGHTS + digest;
  }

  /** The maker in lower case, empty where the id names none. */
  static String owner(String releaseKey) {
    String id = id(releaseKey);
    int slash = id.indexOf('/');
    return slash < 0 ? "" : folded(id.substring(0, slash));
  }

  /**
   * Eight bytes that stand for a node in a path: the first of its SHA-256. Two nodes of one path
   * with the same number would end a label early; nobody can choose names that have it so cheaply.
   */
  static long number(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
