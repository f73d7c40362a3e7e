package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * States of releases that walks by one order published and walks by the other are still to meet,
 * hashed. A walk that begins at the newest row meets all that was published before it began, so
 * when it ends that can be forgotten: exact for any catch-up of as many rows as are kept, which is
 * more than the walks of one poll may read. Of more than that the oldest are published once more.
 */
public final class ToMeet {

  /** Eight bytes each, so the checkpoint stays below a fifth of what a record may have. */
  static final int MOST = 100_000;

  private final Map<Order, Set<Long>> beforeWalk;
  private final Map<Order, Set<Long>> sinceWalk;

  /** Nothing. */
  public ToMeet() {
    this(new EnumMap<>(Order.class), new EnumMap<>(Order.class));
    for (Order order : Order.values()) {
      beforeWalk.put(order, new LinkedHashSet<>());
      sinceWalk.put(order, new LinkedHashSet<>());
    }
  }

  private ToMeet(Map<Order, Set<Long>> beforeWalk, Map<Order, Set<Long>> sinceWalk) {
    this.beforeWalk = beforeWalk;
    this.sinceWalk = sinceWalk;
  }

  /** One that can change without changing this one. */
  public ToMeet copy() {
    return new ToMeet(copy(beforeWalk), copy(sinceWalk));
  }

  /** Whether walks by that order are to pass over this state, because it is published. */
  public boolean holds(Order by, long identity, long fingerprint) {
    long state = state(identity, fingerprint);
    return of(beforeWalk, by).contains(state) || of(sinceWalk, by).contains(state);
  }

  /** A walk by the other order has published this state, and that order is to meet it. */
  void remember(Order by, long identity, long fingerprint) {
    Set<Long> since = of(sinceWalk, by);
    since.add(state(identity, fingerprint));
    Set<Long> before = of(beforeWalk, by);
    while (before.size() + since.size() > MOST) {
      var oldest = (before.isEmpty() ? since : before).iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** A walk by that order begins at the newest row. */
  void begins(Order by) {
    of(beforeWalk, by).addAll(of(sinceWalk, by));
    of(sinceWalk, by).clear();
  }

  /** The walk by that order that began last is done. */
  void ended(Order by) {
    of(beforeWalk, by).clear();
  }

  /** How many states are kept. */
  public int size() {
    int size = 0;
    for (Order order : Order.values()) {
      size += of(beforeWalk, order).size() + of(sinceWalk, order).size();
    }
    return size;
  }

  /** Base64 of what was published before that order's walk under way began. */
  public String encodeBefore(Order by) {
    return encode(of(beforeWalk, by));
  }

  /** Base64 of what was published since. */
  public String encodeSince(Order by) {
    return encode(of(sinceWalk, by));
  }

  /**
   * Adds what {@link #encodeBefore} and {@link #encodeSince} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public void decode(Order by, String before, String since) {
    decode(before, of(beforeWalk, by));
    decode(since, of(sinceWalk, by));
  }

  private static String encode(Set<Long> states) {
    ByteBuffer bytes = ByteBuffer.allocate(states.size() * Long.BYTES);
    states.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void decode(String text, Set<Long> states) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    if (bytes.remaining() % Long.BYTES != 0) {
      throw new IllegalArgumentException("a state has 8 bytes");
    }
    while (bytes.hasRemaining()) {
      states.add(bytes.getLong());
    }
  }

  /** Both are parts of digests, so any mixture of them is as good as one. */
  private static long state(long identity, long fingerprint) {
    return Long.rotateLeft(identity, 1) ^ fingerprint;
  }

  private static Map<Order, Set<Long>> copy(Map<Order, Set<Long>> states) {
    Map<Order, Set<Long>> copy = new EnumMap<>(Order.class);
    states.forEach((order, each) -> copy.put(order, new LinkedHashSet<>(each)));
    return copy;
  }

  private static Set<Long> of(Map<Order, Set<Long>> states, Order by) {
    Set<Long> found = states.get(by);
    if (found == null) {
      throw new IllegalStateException("no states for " + by);
    }
    return found;
  }
}
