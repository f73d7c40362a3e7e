package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import dev.tunewatch.alerts.deliver.AlertTransaction.Joined;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;

/**
 * The second stage: with what, and when, a version goes to one who is to be told. What it decides
 * is written down with the alert, so no crash can change it.
 */
final class Routing {

  /** Why something waits: nobody wants to be told now. */
  static final String QUIET = "quiet";

  private Routing() {}

  static Entry route(Subscription to, Alert alert, Instant now, Optional<Silence> silence) {
    Pace pace = to.pace();
    boolean urgent = pace.passesQuietHours(alert.severity());
    Optional<Instant> quiet = pace.quietUntil(now);
    Entry single =
        new Entry(
            to.id(),
            alert.id(),
            alert.version(),
            MessageId.of(to.id(), alert.id(), alert.version()),
            now,
            now,
            urgent,
            Optional.empty(),
            Optional.empty(),
            silence.map(Silence::id));
    if (silence.isPresent() || (urgent && quiet.isPresent())) {
      return single;
    }
    if (pace.mode().digests()) {
      return single.joined(new Joined(Content.Form.DIGEST, "", open(pace, pace.nextDigest(now))));
    }
    Optional<String> group = pace.group(alert);
    if (group.isPresent()) {
      Instant complete = open(pace, now.plus(pace.groupWindow()));
      return single.joined(new Joined(Content.Form.GROUP, group.get(), complete));
    }
    return quiet.map(until -> single.deferred(until, QUIET)).orElse(single);
  }

  /** That moment, or the end of the quiet hours that it falls into. */
  private static Instant open(Pace pace, Instant at) {
    return pace.quietUntil(at).orElse(at);
  }
}
