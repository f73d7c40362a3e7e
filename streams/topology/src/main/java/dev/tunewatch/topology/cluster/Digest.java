package dev.tunewatch.topology.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells values apart without keeping them: 128 bits of SHA-256, in hex. */
public final class Digest {

  private static final int BYTES = 16;

  private Digest() {}

  /** The digest of these bytes. */
  public static String of(byte[] bytes) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
