package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Scope;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.HistoryPreview;
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
  private static final String DAYS = "days";
  private static final int MONTH = 30;

  private final Alerts alerts;
  private final Subscriptions subscriptions;
  private final Channels channels;
  private final HistoryPreview history;
  private final Ownership ownership;
  private final DraftReader drafts;
  private final RandomGenerator random;
  private final Clock clock;

  TrialRoutes(
      Alerts alerts,
      Subscriptions subscriptions,
      Channels channels,
      HistoryPreview history,
      Ownership ownership,
      RandomGenerator random,
      Clock clock) {
    this.alerts = alerts;
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.history = history;
    this.ownership = ownership;
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
        drafts.read(http.bodyAsBytes(), Optional.of("preview"), List.of(ALERT, DAYS));
    long days = read.fields().number(DAYS).orElse((long) MONTH);
    if (days < 1 || days > HistoryPreview.MOST_DAYS) {
      throw new Refused(422, DAYS + " is 1 to " + HistoryPreview.MOST_DAYS, DAYS);
    }
    Optional<Alert> alert = alert(read.fields().text(ALERT), Guard.scopeOf(http));
    Instant now = clock.instant();
    Subscription draft = ownership.within(Guard.require(http), read.draft()).create(random, now);
    Json.answer(
        http,
        new Preview(
            draft.channel(),
            alert.map(Alert::id).orElse(null),
            alert.map(Alert::version).orElse(null),
            alert.filter(a -> matches(draft, a)).isPresent(),
            alert.map(a -> rendering(draft, a, now).parts()).orElse(List.of()),
            history.of(draft, (int) days, now)));
  }

  private Rendering rendering(Subscription draft, Alert alert, Instant now) {
    Message message =
        new Message(
            0, "msg_preview", draft, alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE), 1, now, Set.of());
    return channels.find(draft.channel()).orElseThrow().render(message);
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

  /** The one that is named, else the newest that the caller may see; none where there is none. */
  private Optional<Alert> alert(Optional<String> wanted, Scope scope) {
    if (wanted.isEmpty()) {
      return alerts
          .list(new Alerts.Filter(null, null, null, Long.MAX_VALUE, 1, null, null, scope))
          .stream()
          .map(Alerts.Numbered::alert)
          .findFirst();
    }
    Optional<Alert> found = id(wanted.get()).flatMap(alerts::find).filter(scope::covers);
    if (found.isEmpty()) {
      throw new Refused(422, ALERT + " names no alert", ALERT);
    }
    return found;
  }

  private static Optional<AlertId> id(String text) {
    try {
      return Optional.of(new AlertId(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /**
   * What a message looks like, and how many there would have been.
   *
   * @param alertId null where there is no alert yet
   * @param wanted whether the draft's filter lets this alert through
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Preview(
      String channel,
      @Nullable AlertId alertId,
      @Nullable Integer version,
      boolean wanted,
      List<Rendering.Part> parts,
      HistoryPreview.Preview history) {}

  /**
   * What came of a test.
   *
   * @param reason null where it was delivered
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Tested(String outcome, @Nullable String reason) {}
}
