package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.audit.AuditLog;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.alerts.subscription.Subscriptions;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the audit log around every change that comes in over HTTP. */
final class Trail {

  /** JSON of one side of an entry. */
  private static final int MAX_JSON = 16_000;

  private static final int MAX_OBJECT = 300;
  private static final String OBJECT = "tunewatch.object";
  private static final String BEFORE = "tunewatch.before";
  private static final String AFTER = "tunewatch.after";
  private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

  private final AuditLog log;
  private final Subscriptions subscriptions;
  private final Clock clock;

  Trail(AuditLog log, Subscriptions subscriptions, Clock clock) {
    this.log = log;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Says what a request changes, in place of the address. */
  static void object(Context http, String object) {
    http.attribute(OBJECT, object);
  }

  /** Says what it was and what it is now. */
  static void changed(Context http, @Nullable Object before, @Nullable Object after) {
    http.attribute(BEFORE, before);
    http.attribute(AFTER, after);
  }

  void around(Context http, String route, Handler handler) throws Exception {
    String actor = Guard.callerOf(http).map(Caller::name).orElse("anonymous");
    long id = log.begin(clock.instant(), actor, route, cut(http.path()));
    Optional<?> before = subscription(route, http.pathParamMap().get("id"));
    try {
      handler.handle(http);
    } catch (Refused | SubscriptionRejected | HttpResponseException nothingChanged) {
      log.drop(id);
      throw nothingChanged;
    } catch (Exception e) {
      log.complete(id, AuditLog.FAILED, cut(http.path()), null, null);
      throw e;
    }
    if (http.statusCode() >= 400) {
      log.drop(id);
      return;
    }
    before.ifPresent(b -> http.attribute(BEFORE, b));
    subscription(route, madeOrNamed(http)).ifPresent(a -> http.attribute(AFTER, a));
    @Nullable String object = http.attribute(OBJECT);
    log.complete(
        id,
        AuditLog.DONE,
        cut(object == null ? place(http) : object),
        json(http.attribute(BEFORE)),
        json(http.attribute(AFTER)));
  }

  /** What the API shows of a subscription: its secrets are no part of that. */
  private Optional<?> subscription(String route, @Nullable String id) {
    return route.contains(SUBSCRIPTIONS) && id != null ? subscriptions.find(id) : Optional.empty();
  }

  private static @Nullable String madeOrNamed(Context http) {
    String made = http.res().getHeader("Location");
    return made == null ? http.pathParamMap().get("id") : made.substring(made.lastIndexOf('/') + 1);
  }

  private static String place(Context http) {
    String made = http.res().getHeader("Location");
    return made == null ? http.path() : made;
  }

  private static @Nullable String json(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    byte[] json = Json.bytes(value);
    return json.length <= MAX_JSON
        ? new String(json, StandardCharsets.UTF_8)
        : "{\"bytes\":" + json.length + "}";
  }

  private static String cut(String text) {
    String kept = text.replace('\0', ' ');
    return kept.length() <= MAX_OBJECT ? kept : kept.substring(0, MAX_OBJECT);
  }
}
