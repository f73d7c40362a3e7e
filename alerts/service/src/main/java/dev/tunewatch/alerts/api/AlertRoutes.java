package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Alerts.Numbered;
import dev.tunewatch.alerts.alert.Alerts.Viewed;
import dev.tunewatch.alerts.alert.Changes;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.feed.json.JsonFeed;
import dev.tunewatch.assessments.Severity;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading alerts: the list, one, its versions and its history, and the feed. */
final class AlertRoutes {

  private static final int MAX_TEXT = 200;

  private final Alerts alerts;

  AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/alerts", this::list);
    routes.get(
        "/api/v1/alerts/{id}", http -> AlertView.answer(http, AlertView.found(alerts, http)));
    routes.get("/api/v1/alerts/{id}/versions", this::versions);
    routes.get("/api/v1/alerts/{id}/history", this::history);
    routes.get("/feeds/alerts.json", this::feed);
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    Optional<Caller> caller = Guard.callerOf(http);
    boolean staff = caller.filter(Caller::isStaff).isPresent();
    List<Viewed> found =
        alerts.page(
            new Alerts.Filter(
                choice(http, "state", AlertState::ofWireName),
                choice(http, "severity", Severity::valueOf),
                text(http, "q"),
                paging.before(),
                paging.limit(),
                // Who works on what is for people here; others must not find it out by asking.
                staff ? choice(http, "handling", Handling.Status::ofWireName) : null,
                staff ? text(http, "assignee") : null,
                Guard.scopeOf(http)));
    List<ObjectNode> items = found.stream().map(v -> AlertView.of(v, caller)).toList();
    Etag.answer(
        http,
        new Page<>(
            items,
            found.isEmpty()
                ? null
                : paging.next(found.size(), found.get(found.size() - 1).sequence())));
  }

  /** What each version says that the one before did not. */
  private void versions(Context http) {
    Alert alert = AlertView.found(alerts, http).alert();
    Paging paging = Paging.of(http);
    // One more than is shown: what the oldest shown is compared with.
    List<Alert> found = alerts.versionsOf(alert.id(), paging.before(), paging.limit() + 1);
    List<Version> items = new ArrayList<>();
    for (int i = 0; i < Math.min(found.size(), paging.limit()); i++) {
      Alert before = i + 1 < found.size() ? found.get(i + 1) : null;
      items.add(new Version(Changes.between(before, found.get(i)), found.get(i)));
    }
    Etag.answer(
        http,
        new Page<>(
            items,
            found.size() > paging.limit()
                ? Paging.cursor(items.get(items.size() - 1).alert().version())
                : null));
  }

  private void history(Context http) {
    Alert alert = AlertView.found(alerts, http).alert();
    Paging paging = Paging.of(http);
    List<Alerts.Line> lines = alerts.history(alert.id(), paging.before(), paging.limit());
    Etag.answer(
        http,
        new Page<>(
            lines,
            lines.isEmpty() ? null : paging.next(lines.size(), lines.get(lines.size() - 1).id())));
  }

  private void feed(Context http) {
    Paging paging = Paging.of(http);
    List<Numbered> found = alerts.versions(Guard.scopeOf(http), paging.before(), paging.limit());
    String base = http.scheme() + "://" + http.host();
    byte[] body =
        Json.bytes(
            JsonFeed.of(
                base,
                found.stream().map(Numbered::alert).toList(),
                next(http, paging, found),
                paging.limit()));
    Etag.answer(http, body, "application/feed+json", "");
  }

  /** Whoever came with a key in the address needs it behind the next one, too. */
  private static @Nullable String next(Context http, Paging paging, List<Numbered> found) {
    String next =
        found.isEmpty() ? null : paging.next(found.size(), found.get(found.size() - 1).sequence());
    String key = http.queryParam("key");
    return next == null || key == null
        ? next
        : next + "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  static <T> @Nullable T choice(Context http, String name, Function<String, T> read) {
    String value = http.queryParam(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return read.apply(value);
    } catch (IllegalArgumentException unknown) {
      throw new Refused(400, name + " has no such value", name);
    }
  }

  static @Nullable String text(Context http, String name) {
    String text = http.queryParam(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
      throw new Refused(400, name + " has at most " + MAX_TEXT + " characters", name);
    }
    return text.strip();
  }

  /**
   * One version.
   *
   * @param changes against the one before
   */
  private record Version(Changes changes, Alert alert) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Page<T>(List<T> items, @Nullable String next) {}
}
