package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** 64 bits of SHA-256: what is remembered of an identity or a state. */
public final class Hashes {

  private Hashes() {}

  /** Of a text. */
  public static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of bytes. */
  public static long of(byte[] bytes) {
    return ByteBuffer.wrap(Sha256.of(bytes)).getLong();
  }
}
