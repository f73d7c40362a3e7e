package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.deliver.Trial;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.Rendering;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.alerts.subscription.filter.AlertFacts;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Trying a subscription: what its messages look like, and whether one arrives. */
final class TrialRoutes {

  private static final String ALERT = "alertId";

  private final Alerts alerts;
  private final Subscriptions subscriptions;
  private final Channels channels;
  private final DraftReader drafts;
  private final RandomGenerator random;
  private final Clock clock;

  TrialRoutes(
      Alerts alerts,
      Subscriptions subscriptions,
      Channels channels,
      RandomGenerator random,
      Clock clock) {
    this.alerts = alerts;
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.drafts = new DraftReader(channels, random);
    this.random = random;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.post("/api/v1/subscriptions/preview", this::preview);
    routes.post("/api/v1/subscriptions/{id}/test", this::test);
  }

  /** Renders a draft's message for a real alert; nothing is kept and nothing is sent. */
  private void preview(Context http) {
    DraftReader.Draft read =
        drafts.read(http.bodyAsBytes(), Optional.of("preview"), List.of(ALERT));
    Alert alert = alert(read.fields().text(ALERT));
    Instant now = clock.instant();
    Subscription draft = read.draft().create(random, now);
    Message message =
        new Message(
            0, "msg_preview", draft, alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE), 1, now, Set.of());
    Rendering rendering = channels.find(draft.channel()).orElseThrow().render(message);
    Json.answer(
        http,
        new Preview(
            draft.channel(),
            alert.id(),
            alert.version(),
            matches(draft, alert),
            rendering.parts()));
  }

  /** Sends a message about nothing, now, and says what came of it. */
  private void test(Context http) {
    Subscription subscription = SubscriptionRoutes.found(subscriptions, http);
    Outcome outcome = channels.send(Trial.to(subscription, clock.instant()));
    Json.answer(
        http,
        new Tested(outcome.wireName(), outcome.failure().map(GiveUpReason::wireName).orElse(null)));
  }

  private static boolean matches(Subscription draft, Alert alert) {
    return draft.covers(alert) && draft.interest().compiled().ask(AlertFacts.of(alert)).tells();
  }

  private Alert alert(Optional<String> wanted) {
    Optional<Alert> found =
        wanted.isPresent()
            ? id(wanted.get()).flatMap(alerts::find)
            : alerts.list(new Alerts.Filter(null, null, null, Long.MAX_VALUE, 1)).stream()
                .map(Alerts.Numbered::alert)
                .findFirst();
    return found.orElseThrow(
        () ->
            new Refused(
                422,
                wanted.isPresent() ? ALERT + " names no alert" : "there is no alert to show yet",
                ALERT));
  }

  private static Optional<AlertId> id(String text) {
    try {
      return Optional.of(new AlertId(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /**
   * What a message looks like.
   *
   * @param wanted whether the draft's filter lets this alert through
   */
  private record Preview(
      String channel, AlertId alertId, int version, boolean wanted, List<Rendering.Part> parts) {}

  /**
   * What came of a test.
   *
   * @param reason null where it was delivered
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Tested(String outcome, @Nullable String reason) {}
}
