package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.deliver.DeliveryDesk;
import dev.tunewatch.alerts.deliver.DeliveryLog;
import dev.tunewatch.alerts.deliver.Replay;
import dev.tunewatch.alerts.deliver.Span;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.events.EventJson;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where messages are, and sending them again. */
final class DeliveryRoutes {

  private static final List<String> SPAN = List.of("fromSequence", "toSequence", "from", "to");

  private final Subscriptions subscriptions;
  private final DeliveryLog deliveries;
  private final DeliveryDesk desk;
  private final Replay replay;
  private final Ownership ownership;
  private final Clock clock;

  DeliveryRoutes(
      Subscriptions subscriptions,
      DeliveryLog deliveries,
      DeliveryDesk desk,
      Replay replay,
      Ownership ownership,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.desk = desk;
    this.replay = replay;
    this.ownership = ownership;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/subscriptions/{id}", this::one);
    routes.post("/api/v1/subscriptions/{id}/enable", this::enable);
    routes.post("/api/v1/subscriptions/{id}/replay", this::replay);
    routes.get("/api/v1/deliveries", this::list);
    routes.post("/api/v1/deliveries/{id}/resend", this::resend);
  }

  private void one(Context http) {
    Json.answer(http, withStanding(SubscriptionRoutes.found(subscriptions, http)));
  }

  private ObjectNode withStanding(Subscription subscription) {
    ObjectNode shown = EventJson.mapper().valueToTree(subscription);
    shown.set("standing", EventJson.mapper().valueToTree(desk.standing(subscription)));
    return shown;
  }

  private void enable(Context http) {
    Subscription present = SubscriptionRoutes.found(subscriptions, http);
    subscriptions.enable(present.id());
    Json.answer(http, withStanding(SubscriptionRoutes.found(subscriptions, http)));
  }

  private void replay(Context http) {
    Subscription to = SubscriptionRoutes.found(subscriptions, http);
    if (!to.isActive()) {
      throw new Refused(409, "it is disabled; enable it first");
    }
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), SPAN);
    Span span =
        new Span(
            fields.number("fromSequence").map(first -> first - 1).orElse(0L),
            fields.number("toSequence").orElse(Long.MAX_VALUE),
            time(fields, "from").orElse(Instant.EPOCH),
            time(fields, "to").orElse(clock.instant().plusSeconds(1)));
    if (fields.number("fromSequence").isEmpty() && fields.text("from").isEmpty()) {
      throw new Refused(422, "from or fromSequence says where to begin", "from");
    }
    if (span.after() < 0 || span.after() >= span.last() || !span.from().isBefore(span.until())) {
      throw new Refused(422, "the stretch ends before it begins", "from");
    }
    Json.answer(http, (Object) replay.run(to, span, clock.instant()));
  }

  private static Optional<Instant> time(FieldReader fields, String field) {
    return fields.text(field).map(text -> SilenceRoutes.instant(text, field));
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    String subscription = http.queryParam("subscription");
    List<DeliveryLog.Row> rows = deliveries.list(subscription, paging.before(), paging.limit());
    String next = rows.isEmpty() ? null : paging.next(rows.size(), rows.get(rows.size() - 1).id());
    // A page of a subscriber may be short: the cursor goes by what was looked at.
    Json.answer(
        http,
        new Page(ownership.only(Guard.require(http), rows, DeliveryLog.Row::subscriptionId), next));
  }

  private void resend(Context http) {
    String id = http.pathParam("id");
    Caller caller = Guard.require(http);
    // Another's delivery is none, so that nobody learns of it by its number.
    Optional<DeliveryDesk.Resent> resent =
        Optional.of(id)
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(Long::parseLong)
            .filter(
                known ->
                    desk.subscriptionOf(known)
                        .filter(to -> ownership.admits(caller, to))
                        .isPresent())
            .flatMap(known -> desk.resend(known, clock.instant()));
    switch (resent.orElseThrow(() -> new Refused(404, "there is no such delivery"))) {
      case DISABLED -> throw new Refused(409, "its subscription is disabled; enable it first");
      case WAITING -> throw new Refused(409, "it waits to be sent already");
      case DUE -> http.status(202);
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Page(List<DeliveryLog.Row> items, @Nullable String next) {}
}
