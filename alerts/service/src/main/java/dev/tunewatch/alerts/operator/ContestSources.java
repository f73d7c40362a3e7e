package dev.tunewatch.alerts.operator;

import dev.tunewatch.alerts.alert.AlertId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * Keeps one sender from taking the hour of all. While few contests come, anybody may send any
 * number: behind a proxy all have one address. Once half of what an hour holds is taken, a sender
 * who had his share waits, and so does one who says a second thing of one alert. Addresses are kept
 * for an hour, in memory only.
 */
public final class ContestSources {

  /** What one sender may have of a busy hour. */
  public static final int SHARE = 5;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Deque<Taken> taken = new ArrayDeque<>();

  /**
   * Counts a contest.
   *
   * @param source who sends it, see {@link #ofAddress}, or a token's id
   * @return false where this sender has to wait; then it is not counted
   */
  public synchronized boolean take(String source, AlertId alert, Instant now) {
    while (!taken.isEmpty() && !taken.peekFirst().at.isAfter(now.minus(HOUR))) {
      taken.removeFirst();
    }
    // Also the bound of what is kept: beyond it nobody's contest is taken by anyone.
    if (taken.size() >= Contest.MOST_AN_HOUR) {
      return false;
    }
    if (taken.size() >= Contest.MOST_AN_HOUR / 2 && hadHisShare(source, alert)) {
      return false;
    }
    taken.addLast(new Taken(source, alert, now));
    return true;
  }

  /**
   * The sender behind an address: of IPv6 the first 64 bits, for the rest is anybody's to choose.
   *
   * @param address as text, from the connection
   */
  public static String ofAddress(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress(); // A literal; nobody is asked.
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }

  private boolean hadHisShare(String source, AlertId alert) {
    List<Taken> his = taken.stream().filter(one -> one.source.equals(source)).toList();
    return his.size() >= SHARE || his.stream().anyMatch(one -> one.alert.equals(alert));
  }

  private record Taken(String source, AlertId alert, Instant at) {}
}
