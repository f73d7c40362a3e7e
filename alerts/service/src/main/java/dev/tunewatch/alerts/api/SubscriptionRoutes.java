package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.events.EventJson;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Making, changing and removing subscriptions, and what was sent to them. */
final class SubscriptionRoutes {

  private static final String SECRET = "secret";

  private final Subscriptions subscriptions;
  private final Channels channels;
  private final Ownership ownership;
  private final DraftReader drafts;
  private final RandomGenerator random;
  private final Clock clock;

  SubscriptionRoutes(
      Subscriptions subscriptions,
      Channels channels,
      Ownership ownership,
      RandomGenerator random,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.ownership = ownership;
    this.channels = channels;
    this.drafts = new DraftReader(channels, random);
    this.random = random;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/subscriptions", this::list);
    routes.post("/api/v1/subscriptions", this::add);
    routes.delete("/api/v1/subscriptions/{id}", this::remove);
    routes.post("/api/v1/subscriptions/{id}/rotate-secret", this::rotate);
  }

  private void list(Context http) {
    Json.answer(
        http,
        new Page<>(
            ownership.only(Guard.require(http), subscriptions.all(), Subscription::id), null));
  }

  private void add(Context http) {
    DraftReader.Draft read = drafts.read(http.bodyAsBytes(), Optional.empty(), List.of());
    Caller caller = Guard.require(http);
    ownership.checkNumber(caller);
    Subscription made = ownership.within(caller, read.draft()).create(random, clock.instant());
    subscriptions.add(made);
    ownership.made(caller, made.id());
    http.status(201).header("Location", "/api/v1/subscriptions/" + made.id());
    // What somebody chose he knows; but for a webhook's key, which the contract shows either way.
    answerOnce(http, made, Set.of(SECRET));
  }

  private void rotate(Context http) {
    Subscription present = found(subscriptions, http);
    Optional<String> wanted =
        http.bodyAsBytes().length == 0
            ? Optional.empty()
            : FieldReader.of(http.bodyAsBytes(), List.of(SECRET)).text(SECRET);
    ChannelSettings rotated =
        channels
            .find(present.channel())
            .flatMap(c -> c.rotated(present.settings(), wanted, random, clock.instant()))
            .orElseThrow(() -> new Refused(409, "its channel signs nothing, so nothing rotates"));
    if (!subscriptions.changeSettings(present, rotated)) {
      throw new Refused(409, "it was changed meanwhile; nothing was rotated");
    }
    answerOnce(http, present.withSettings(rotated), Set.of(SECRET));
  }

  private void remove(Context http) {
    if (!subscriptions.remove(http.pathParam("id"))) {
      throw new Refused(404, "there is no such subscription");
    }
    http.status(204);
  }

  /** The one that the address names. */
  static Subscription found(Subscriptions subscriptions, Context http) {
    return subscriptions
        .find(http.pathParam("id"))
        .orElseThrow(() -> new Refused(404, "there is no such subscription"));
  }

  /** Shows the named secrets beside the rest: the one time that they are shown. */
  private static void answerOnce(Context http, Subscription subscription, Set<String> names) {
    ObjectNode shown = EventJson.mapper().valueToTree(subscription);
    names.forEach(
        name ->
            subscription
                .settings()
                .secret(name)
                .map(Secret::reveal)
                .ifPresent(text -> shown.put(name, text)));
    Json.answer(http, shown);
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Page<T>(List<T> items, @Nullable String next) {}
}
