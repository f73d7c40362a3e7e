package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one message says. */
public sealed interface Content {

  /** How many alerts it stands for. */
  int alerts();

  /** {@code alert}, {@code digest}, {@code group} or {@code notice}. */
  String kind();

  /**
   * One version of an alert.
   *
   * @param alert as it was at that version, members cut
   * @param earlier severities that earlier versions had, for receivers that file by severity
   */
  record Story(Alert alert, Set<Severity> earlier) implements Content {
    public Story {
      earlier = Set.copyOf(earlier);
    }

    @Override
    public int alerts() {
      return 1;
    }

    @Override
    public String kind() {
      return "alert";
    }
  }

  /**
   * Several alerts, each by its last version that belongs to it: what was taken back since is
   * listed as withdrawn.
   *
   * @param form a digest or a wave
   * @param common what all alerts of a wave share, by {@code uploader} and {@code base}; hub text
   * @param total of all alerts
   * @param withdrawn how many of them are taken back
   * @param bySeverity how many have which severity, the most severe first
   * @param lines the first of them, the most severe first; the rest is counted
   * @param at when it was put together
   */
  record Listing(
      Form form,
      Map<String, String> common,
      int total,
      int withdrawn,
      Map<Severity, Integer> bySeverity,
      List<Line> lines,
      Instant at)
      implements Content {

    /** How many alerts are named. */
    public static final int MOST_LINES = 50;

    public Listing {
      common = Map.copyOf(common);
      bySeverity = java.util.Collections.unmodifiableMap(new TreeMap<>(bySeverity));
      lines = List.copyOf(lines);
    }

    /** How many are not named. */
    public int more() {
      return total - lines.size();
    }

    /** The same with only its first lines. */
    public Listing cut(int most) {
      return lines.size() <= most
          ? this
          : new Listing(form, common, total, withdrawn, bySeverity, lines.subList(0, most), at);
    }

    /** The most severe of its alerts. */
    public Severity severity() {
      return bySeverity.keySet().stream().findFirst().orElse(Severity.P4);
    }

    @Override
    public int alerts() {
      return total;
    }

    @Override
    public String kind() {
      return form.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why alerts are listed together. */
  enum Form {
    /** They came in one stretch of time. */
    DIGEST,
    /** They are one wave. */
    GROUP
  }

  /**
   * One alert of a listing.
   *
   * @param headline hub text
   * @param reason why it was taken back, null while it stands; hub text
   */
  record Line(
      AlertId id,
      int version,
      AlertState state,
      Severity severity,
      String hub,
      String headline,
      @Nullable String reason) {

    /** Of this version. */
    public static Line of(Alert alert) {
      return new Line(
          alert.id(),
          alert.version(),
          alert.state(),
          alert.severity(),
          alert.hub(),
          alert.headline(),
          alert.reason());
    }
  }

  /**
   * Something about the service itself: a subscription that was disabled, a cap that defers.
   *
   * @param title one sentence
   * @param text what to do about it
   * @param at when it happened
   */
  record Notice(String title, String text, Instant at) implements Content {
    @Override
    public int alerts() {
      return 0;
    }

    @Override
    public String kind() {
      return "notice";
    }
  }
}
