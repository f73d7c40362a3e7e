package dev.tunewatch.alerts.deliver;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts.Numbered;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.filter.AlertFacts;
import dev.tunewatch.alerts.subscription.filter.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one subscription what it would have been told in a stretch of the past, by the wish that it
 * has now; retractions of what it was told, or is told by this, are part of it.
 */
public final class Replay {

  private static final int PAGE = 500;
  private static final int MOST_MESSAGES = 5_000;
  private static final int MOST_READ = 50_000;

  private final VersionHistory history;
  private final DeliveryDesk desk;

  /** Reads here and sends there. */
  public Replay(VersionHistory history, DeliveryDesk desk) {
    this.history = history;
    this.desk = desk;
  }

  /** Does it, page by page; what is done stays done if it breaks off. */
  public Done run(Subscription to, Span span, Instant now) {
    Filter filter = to.interest().compiled();
    Instant notBefore = to.pace().quietUntil(now).orElse(now);
    Set<AlertId> told = new HashSet<>();
    Span rest = span;
    int read = 0;
    int sent = 0;
    while (read < MOST_READ && sent + PAGE <= MOST_MESSAGES) {
      List<Numbered> page = history.next(rest, PAGE);
      told.addAll(desk.toldOf(to.id(), page.stream().map(n -> n.alert().id()).toList()));
      List<Alert> wanted = new ArrayList<>();
      for (Numbered one : page) {
        Alert alert = one.alert();
        if (wants(to, filter, alert)
            || (told.contains(alert.id()) && to.interest().maySee(alert))) {
          told.add(alert.id());
          wanted.add(alert);
        }
      }
      sent += desk.replay(to, wanted, notBefore, now);
      read += page.size();
      if (page.size() < PAGE) {
        return new Done(sent, read, null);
      }
      rest = rest.after(page.get(page.size() - 1).sequence());
    }
    return new Done(sent, read, rest.after());
  }

  static boolean wants(Subscription to, Filter filter, Alert alert) {
    return to.covers(alert) && filter.ask(AlertFacts.of(alert)).tells();
  }

  /**
   * What was done.
   *
   * @param messages that are due now
   * @param read versions that were looked at
   * @param next the sequence after which to go on, null where the stretch is done
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Done(int messages, int read, @Nullable Long next) {}
}
