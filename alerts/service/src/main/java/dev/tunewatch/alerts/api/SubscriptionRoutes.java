package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.deliver.DeliveryLog;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.alerts.subscription.WebhookSecret;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.EventJson;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Making and removing subscriptions, and what was sent to them. */
final class SubscriptionRoutes {

  private static final List<String> FIELDS =
      List.of("name", "channel", "url", "secret", "severityFloor", "mode", "includeBacklog", "tlp");

  private final Subscriptions subscriptions;
  private final DeliveryLog deliveries;
  private final Consumer<String> targetCheck;
  private final RandomGenerator random;
  private final Clock clock;

  SubscriptionRoutes(
      Subscriptions subscriptions,
      DeliveryLog deliveries,
      Consumer<String> targetCheck,
      RandomGenerator random,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.targetCheck = targetCheck;
    this.random = random;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/subscriptions", this::list);
    routes.post("/api/v1/subscriptions", this::add);
    routes.get("/api/v1/subscriptions/{id}", this::one);
    routes.delete("/api/v1/subscriptions/{id}", this::remove);
    routes.get("/api/v1/deliveries", this::deliveries);
  }

  private void list(Context http) {
    Json.answer(http, new Page<>(subscriptions.all(), null));
  }

  private void one(Context http) {
    Json.answer(
        http,
        subscriptions
            .find(http.pathParam("id"))
            .orElseThrow(() -> new Refused(404, "there is no such subscription")));
  }

  private void add(Context http) {
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), FIELDS);
    only(fields, "channel", Subscription.WEBHOOK);
    only(fields, "mode", Subscription.IMMEDIATE);
    String url = fields.text("url").orElseThrow(() -> missing("url"));
    SubscriptionDraft draft =
        new SubscriptionDraft(
            fields.text("name").orElseThrow(() -> missing("name")),
            url,
            fields.parsed("secret", WebhookSecret::parse).orElse(null),
            fields.choice("severityFloor", Severity.values()).orElse(Severity.P3),
            fields.flag("includeBacklog").orElse(false),
            fields.choice("tlp", Tlp.values()).orElse(Tlp.CLEAR));
    targetCheck.accept(url);
    Subscription made = draft.create(random, clock.instant());
    subscriptions.add(made);
    ObjectNode shown = EventJson.mapper().valueToTree(made);
    shown.put("secret", made.secret().reveal()); // The one time that it is shown.
    http.status(201).header("Location", "/api/v1/subscriptions/" + made.id());
    Json.answer(http, shown);
  }

  private void remove(Context http) {
    if (!subscriptions.remove(http.pathParam("id"))) {
      throw new Refused(404, "there is no such subscription");
    }
    http.status(204);
  }

  private void deliveries(Context http) {
    Paging paging = Paging.of(http);
    List<DeliveryLog.Row> rows = deliveries.list(paging.before(), paging.limit());
    String next = rows.isEmpty() ? null : paging.next(rows.size(), rows.get(rows.size() - 1).id());
    Json.answer(http, new Page<>(rows, next));
  }

  private static void only(FieldReader fields, String field, String value) {
    if (!fields.text(field).orElse(value).equals(value)) {
      throw new Refused(422, field + " is '" + value + "'; nothing else exists yet", field);
    }
  }

  private static Refused missing(String field) {
    return new Refused(422, field + " is missing", field);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Page<T>(List<T> items, @Nullable String next) {}
}
