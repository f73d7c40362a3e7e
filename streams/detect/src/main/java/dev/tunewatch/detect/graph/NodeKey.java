package dev.tunewatch.detect.graph;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names of nodes: a release under {@code hub:owner/name}, and a name that several makers may use
 * under {@code hub:#name=model}, which no release can have.
 */
public final class NodeKey {

  private static final String NAME = "#name=";
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

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

  /** The maker in lower case, empty where the id names none. */
  static String owner(String releaseKey) {
    String id = id(releaseKey);
    int slash = id.indexOf('/');
    return slash < 0 ? "" : folded(id.substring(0, slash));
  }

  /**
   * Eight bytes that stand for a node in a path: FNV-1a. Two nodes of one path with the same number
   * would end a label early; among 24 nodes of a path that is one in 10^17.
   */
  static long number(String key) {
    long hash = FNV_OFFSET;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
