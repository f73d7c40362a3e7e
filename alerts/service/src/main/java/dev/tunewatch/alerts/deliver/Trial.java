package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A message that is about nothing: it goes through the subscription's channel as any other, says
 * that it is a test, and is in no outbox, feed or log.
 */
public final class Trial {

  /** The hub of a test's alert; no adapter has that name. */
  public static final String HUB = "test";

  private Trial() {}

  /** A test for this subscription, another one each time. */
  public static Message to(Subscription subscription, Instant now) {
    String cluster = HUB + ':' + subscription.id() + '@' + now.toEpochMilli();
    Alert alert =
        new Alert(
            AlertId.ofCluster(cluster),
            1,
            AlertState.NEW,
            Severity.P4,
            "This is a test of a subscription; no release is meant",
            HUB,
            cluster,
            "test",
            null,
            "none",
            List.of(),
            null,
            List.of(),
            0,
            0,
            null,
            now,
            now,
            now,
            false,
            Tlp.CLEAR,
            null,
            null);
    String messageId = MessageId.of(subscription.id(), alert.id(), alert.version());
    return new Message(0, messageId, subscription, alert, 1, now, Set.of());
  }

  /** Whether an alert is one of these. */
  public static boolean is(Alert alert) {
    return alert.hub().equals(HUB);
  }
}
