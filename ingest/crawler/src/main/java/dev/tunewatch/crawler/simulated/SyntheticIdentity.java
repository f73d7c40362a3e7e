package dev.tunewatch.crawler.simulated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a recorded model lacks to be listed, made up from its name alone: the same name gets the
 * same values in every process, so that a checkpoint against the simulated hub stays good.
 */
final class SyntheticIdentity {

  private static final Instant EARLIEST = Instant.parse("2022-03-03T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2025-12-31T00:00:00Z");

  private SyntheticIdentity() {}

  static Instant createdAt(String id) {
    long span = LATEST.getEpochSecond() - EARLIEST.getEpochSecond();
    long hash = ByteBuffer.wrap(digest("createdAt", id)).getLong();
    return EARLIEST.plusSeconds(Long.remainderUnsigned(hash, span));
  }

  static String objectId(String id, Instant createdAt) {
    return HubTime.prefix(createdAt) + hex("_id", id).substring(0, 16);
  }

  static String sha(String id) {
    return hex("sha", id).substring(0, 40);
  }

  private static String hex(String purpose, String id) {
    return HexFormat.of().formatHex(digest(purpose, id));
  }

  private static byte[] digest(String purpose, String id) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((purpose + ' ' + id).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
