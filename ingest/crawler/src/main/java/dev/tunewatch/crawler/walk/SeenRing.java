package dev.tunewatch.crawler.walk;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last identities that a lane handled and the state in which it saw each, hashed; the oldest
 * are forgotten first. It catches the rows that a hub repeats while its list is walked, and the
 * same release met in both orders or after a restart.
 */
public final class SeenRing {

  private final int capacity;
  private final LinkedHashMap<Long, Long> states = new LinkedHashMap<>();

  /** An empty one. */
  public SeenRing(int capacity) {
    this.capacity = capacity;
  }

  /** One that can change without changing this one. */
  public SeenRing copy() {
    SeenRing copy = new SeenRing(capacity);
    copy.states.putAll(states);
    return copy;
  }

  /** Whether this identity was last seen in that state. */
  public boolean holds(long identity, long state) {
    Long seen = states.get(identity);
    return seen != null && seen == state;
  }

  /** Whether this identity is remembered in any state. */
  public boolean knows(long identity) {
    return states.containsKey(identity);
  }

  /** Remembers, as the newest. */
  public void remember(long identity, long state) {
    states.remove(identity);
    states.put(identity, state);
    if (states.size() > capacity) {
      var oldest = states.entrySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** How many are remembered. */
  public int size() {
    return states.size();
  }

  /** Base64 of 16 bytes an entry, oldest first. */
  public String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(states.size() * 16);
    for (Map.Entry<Long, Long> entry : states.entrySet()) {
      bytes.putLong(entry.getKey()).putLong(entry.getValue());
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static SeenRing decode(String text, int capacity) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    if (bytes.remaining() % 16 != 0) {
      throw new IllegalArgumentException("a ring has 16 bytes an entry");
    }
    SeenRing ring = new SeenRing(capacity);
    while (bytes.hasRemaining()) {
      long identity = bytes.getLong();
      ring.remember(identity, bytes.getLong());
    }
    return ring;
  }
}
