package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.clock.Moments;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clock of the hub's database is ahead: times of creation and change lie in the future. */
final class FutureRows extends RowsFault {

  private static final Pattern TIME =
      Pattern.compile("\"(createdAt|lastModified)\":\"([0-9TZ:.-]{20,30})\"");

  private final Duration ahead;

  /**
   * @param ahead how far; empty is one hour
   */
  FutureRows(String ahead) {
    this.ahead = ahead.isEmpty() ? Duration.ofHours(1) : Moments.duration(ahead);
  }

  @Override
  boolean spoil(List<String> rows, RandomGenerator random) {
    boolean any = false;
    for (int i = 0; i < rows.size(); i++) {
      Matcher times = TIME.matcher(rows.get(i));
      String moved = times.replaceAll(this::moved);
      any |= !moved.equals(rows.get(i));
      rows.set(i, moved);
    }
    return any;
  }

  private String moved(MatchResult time) {
    try {
      String later = Instant.parse(time.group(2)).plus(ahead).toString();
      return "\"" + time.group(1) + "\":\"" + later + "\"";
    } catch (DateTimeException e) {
      return Matcher.quoteReplacement(time.group());
    }
  }
}
