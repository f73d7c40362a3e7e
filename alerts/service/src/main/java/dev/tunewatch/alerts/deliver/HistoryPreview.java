package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts.Numbered;
import dev.tunewatch.alerts.subscription.GroupBy;
import dev.tunewatch.alerts.subscription.Mode;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.filter.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a subscription would have been told in the last days, before it is made. */
public final class HistoryPreview {

  /** The longest stretch that is looked at, in days. */
  public static final int MOST_DAYS = 90;

  private static final int PAGE = 500;
  private static final int MOST_READ = 10_000;
  private static final int SAMPLES = 5;

  private final VersionHistory history;

  /** Looks here. */
  public HistoryPreview(VersionHistory history) {
    this.history = history;
  }

  /** Counts; the oldest {@link #MOST_READ} versions of the stretch at the most. */
  public Preview of(Subscription draft, int days, Instant now) {
    Filter filter = draft.interest().compiled();
    Map<LocalDate, int[]> byDay = new TreeMap<>();
    Set<AlertId> told = new HashSet<>();
    Deque<Content.Line> samples = new ArrayDeque<>();
    Messages asDrafted = new Messages(draft.pace());
    Messages grouped = new Messages(grouped(draft.pace()));
    int matching = 0;
    int read = 0;
    Span rest = new Span(0, Long.MAX_VALUE, now.minus(Duration.ofDays(days)), now.plusSeconds(1));
    List<Numbered> page = List.of();
    do {
      page = history.next(rest, Math.min(PAGE, MOST_READ - read));
      for (Numbered one : page) {
        Alert alert = one.alert();
        int[] counts =
            byDay.computeIfAbsent(
                alert.updatedAt().atZone(ZoneOffset.UTC).toLocalDate(), day -> new int[2]);
        counts[0]++;
        if (Replay.wants(draft, filter, alert)
            || (told.contains(alert.id()) && draft.interest().maySee(alert))) {
          counts[1]++;
          matching++;
          told.add(alert.id());
          asDrafted.add(alert);
          grouped.add(alert);
          samples.addLast(Content.Line.of(alert));
          if (samples.size() > SAMPLES) {
            samples.removeFirst();
          }
        }
        rest = rest.after(one.sequence());
      }
      read += page.size();
    } while (page.size() == PAGE && read < MOST_READ);
    return new Preview(
        byDay.entrySet().stream()
            .map(day -> new Day(day.getKey(), day.getValue()[0], day.getValue()[1]))
            .toList(),
        read,
        page.size() == PAGE,
        new Counts(matching, grouped.count, asDrafted.count),
        List.copyOf(samples));
  }

  private static Pace grouped(Pace pace) {
    return new Pace(
        Mode.IMMEDIATE,
        pace.groupBy().isEmpty() ? List.of(GroupBy.values()) : pace.groupBy(),
        pace.groupWindowSeconds(),
        pace.timeZone(),
        pace.digestAt(),
        null,
        false,
        0);
  }

  /**
   * Counts messages as the outbox would make them, quiet hours and caps apart: those only delay.
   */
  private static final class Messages {
    private final Pace pace;
    private final Map<String, Instant> open = new HashMap<>();
    private int count;

    Messages(Pace pace) {
      this.pace = pace;
    }

    void add(Alert alert) {
      Instant at = alert.updatedAt();
      String key = pace.mode().digests() ? "" : pace.group(alert).orElse(null);
      if (key == null) {
        count++;
      } else if (!open.getOrDefault(key, Instant.MIN).isAfter(at)) {
        count++;
        open.put(key, pace.mode().digests() ? pace.nextDigest(at) : at.plus(pace.groupWindow()));
      }
    }
  }

  /**
   * What would have been.
   *
   * @param days with at least one version, the oldest first; days of UTC
   * @param read versions that were looked at
   * @param more whether there are later ones that were not
   * @param messages how many of them, by how they are sent
   * @param samples the last that match
   */
  public record Preview(
      List<Day> days, int read, boolean more, Counts messages, List<Content.Line> samples) {}

  /**
   * One day.
   *
   * @param versions that were told to anybody
   * @param matching that this one would have been told
   */
  public record Day(LocalDate date, int versions, int matching) {}

  /**
   * Numbers of messages.
   *
   * @param immediate each version by itself
   * @param grouped by uploader and base, or what the draft says
   * @param asDrafted by the mode and groups of the draft
   */
  public record Counts(int immediate, int grouped, int asDrafted) {}
}
