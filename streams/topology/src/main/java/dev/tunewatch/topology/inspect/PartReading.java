package dev.tunewatch.topology.inspect;

import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the bytes under one key of {@code releases.v1} turn out to be. */
public sealed interface PartReading {

  /** Above this a value is refused unread; the largest part that ingest writes is far smaller. */
  int MAX_BYTES = 4 * 1024 * 1024;

  /** A part that may be used. */
  record Read(ReleasePart part) implements PartReading {}

  /** The part was deleted, or never written. */
  record Absent() implements PartReading {}

  /** Bytes that are not the part that their key promises. */
  record Unreadable(Refusal refusal) implements PartReading {}

  /**
   * Reads a value under its key. The value must state the very name and part of the key: a value
   * under a foreign key would be merged into another release.
   */
  static PartReading read(String key, byte @Nullable [] value) {
    if (value == null) {
      return new Absent();
    }
    if (value.length > MAX_BYTES) {
      return unreadable(Refusal.Reason.MALFORMED, value.length + " bytes, more than " + MAX_BYTES);
    }
    try {
      ReleasePart part = ReleasePartCodec.decode(value);
      return part.key().equals(key)
          ? new Read(part)
          : unreadable(Refusal.Reason.KEY_MISMATCH, "the value is " + part.key());
    } catch (MalformedEvent e) {
      return unreadable(Refusal.Reason.MALFORMED, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      return unreadable(Refusal.Reason.MALFORMED, "nested too deeply");
    }
  }

  /**
   * The release that a key belongs to.
   *
   * @throws IllegalArgumentException if the key is not {@code hub:owner/name#part}
   */
  static ReleaseName releaseOf(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    int hash = text.lastIndexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("no part in the key");
    }
    ReleaseName release = ReleaseName.parse(text.substring(0, hash));
    PartKind.ofWireName(text.substring(hash + 1));
    return release;
  }

  private static Unreadable unreadable(Refusal.Reason reason, String error) {
    return new Unreadable(new Refusal(reason, error));
  }
}
