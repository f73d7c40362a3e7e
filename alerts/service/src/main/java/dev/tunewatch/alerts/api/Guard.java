package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.access.Role;
import dev.tunewatch.alerts.access.Tokens;
import dev.tunewatch.alerts.alert.Scope;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The one place that decides who may ask what. */
final class Guard {

  private static final String SCHEME = "Bearer ";
  private static final String CALLER = "tunewatch.caller";
  private static final String KEY = "key";
  private static final String FEEDS = "/feeds/";
  private static final String OF_SUBSCRIPTION = "/api/v1/subscriptions/{id}";

  private final Tokens tokens;
  private final boolean publicView;
  private final boolean openMetrics;
  private final Ownership ownership;

  /**
   * Wires it.
   *
   * @param publicView whether alerts and feeds may be read without a token
   * @param openMetrics whether metrics may
   */
  Guard(Tokens tokens, boolean publicView, boolean openMetrics, Ownership ownership) {
    this.tokens = tokens;
    this.publicView = publicView;
    this.openMetrics = openMetrics;
    this.ownership = ownership;
  }

  /** Finds out who asks, before any address is looked at: so nobody learns what exists. */
  void recognise(Context http) {
    Optional<String> presented = presented(http);
    Optional<Caller> caller = presented.flatMap(tokens::caller);
    if (presented.isPresent() && caller.isEmpty()) {
      throw unknown();
    }
    if (caller.isPresent() && caller.get().feedOnly() && !http.path().startsWith(FEEDS)) {
      throw new Refused(403, "a feed key opens feeds only");
    }
    if (caller.isEmpty() && !RouteRules.mayBeOpen(http.method().name(), http.path(), publicView)) {
      throw unknown();
    }
    http.attribute(CALLER, caller);
  }

  /** Lets an address be used, or not. */
  void check(Context http, String route, RouteRules.Rule rule) {
    Optional<Caller> caller = callerOf(http);
    if (!rule.need().admits(caller, publicView)) {
      throw caller.isEmpty()
          ? unknown()
          : new Refused(403, "the role " + caller.get().role().wireName() + " may not do this");
    }
    // What belongs to somebody else is not there for him.
    if (route.contains(OF_SUBSCRIPTION)
        && !ownership.admits(caller.orElseThrow(), http.pathParam("id"))) {
      throw new Refused(404, "there is no such subscription");
    }
  }

  /** Metrics have a role of their own. */
  void checkMetrics(Context http) {
    if (openMetrics) {
      return;
    }
    Predicate<Caller> reads = c -> c.role() == Role.METRICS || c.role() == Role.ADMIN;
    if (presented(http).flatMap(tokens::caller).filter(reads).isEmpty()) {
      throw unknown();
    }
  }

  /** Who asks; empty without a token. */
  static Optional<Caller> callerOf(Context http) {
    Optional<Caller> caller = http.attribute(CALLER);
    return caller == null ? Optional.empty() : caller;
  }

  /** Who asks, where the address needs somebody. */
  static Caller require(Context http) {
    return callerOf(http).orElseThrow(Guard::unknown);
  }

  /** What he may see. */
  static Scope scopeOf(Context http) {
    return callerOf(http).map(Caller::scope).orElse(Scope.PUBLIC);
  }

  private static Refused unknown() {
    return new Refused(401, "a token is needed: Authorization: Bearer TOKEN");
  }

  private static Optional<String> presented(Context http) {
    String header = http.header("Authorization");
    if (header != null) {
      return Optional.of(bearer(header));
    }
    // Feed readers cannot send headers. Only there, and only a key that opens nothing else.
    @Nullable String key = http.path().startsWith(FEEDS) ? http.queryParam(KEY) : null;
    return Optional.ofNullable(key).filter(text -> text.startsWith("twf_"));
  }

  private static String bearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }
}
