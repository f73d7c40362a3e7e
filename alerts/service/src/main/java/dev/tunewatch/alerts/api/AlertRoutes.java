package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Alerts.Numbered;
import dev.tunewatch.alerts.alert.Digest;
import dev.tunewatch.alerts.feed.json.JsonFeed;
import dev.tunewatch.assessments.Severity;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading alerts: the API's list and single view, and the feed. */
final class AlertRoutes {

  private static final int MAX_TEXT = 200;

  private final Alerts alerts;

  AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/alerts", this::list);
    routes.get("/api/v1/alerts/{id}", this::one);
    routes.get("/feeds/alerts.json", this::feed);
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    List<Numbered> found =
        alerts.list(
            new Alerts.Filter(
                choice(http, "state", AlertState::ofWireName),
                choice(http, "severity", Severity::valueOf),
                text(http.queryParam("q")),
                paging.before(),
                paging.limit()));
    Json.answer(http, new Page(found.stream().map(Numbered::alert).toList(), next(paging, found)));
  }

  private void one(Context http) {
    Alert alert =
        id(http.pathParam("id"))
            .flatMap(alerts::find)
            .orElseThrow(() -> new Refused(404, "there is no such alert"));
    byte[] body = Json.bytes(alert);
    if (Etag.matches(http, body)) {
      http.status(304);
    } else {
      http.contentType("application/json").result(body);
    }
  }

  private void feed(Context http) {
    Paging paging = Paging.of(http);
    List<Numbered> found = alerts.versions(paging.before(), paging.limit());
    String base = http.scheme() + "://" + http.host();
    byte[] body =
        Json.bytes(
            JsonFeed.of(
                base,
                found.stream().map(Numbered::alert).toList(),
                next(paging, found),
                paging.limit()));
    if (Etag.matches(http, body)) {
      http.status(304);
    } else {
      http.contentType("application/feed+json").result(body);
    }
  }

  private static @Nullable String next(Paging paging, List<Numbered> found) {
    return found.isEmpty()
        ? null
        : paging.next(found.size(), found.get(found.size() - 1).sequence());
  }

  private static Optional<AlertId> id(String text) {
    try {
      return Optional.of(new AlertId(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static <T> @Nullable T choice(Context http, String name, Function<String, T> read) {
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

  private static @Nullable String text(@Nullable String q) {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (q.length() > MAX_TEXT || q.indexOf('\0') >= 0) {
      throw new Refused(400, "q has at most " + MAX_TEXT + " characters", "q");
    }
    return q.strip();
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Page(List<Alert> items, @Nullable String next) {}

  /** A validator over the whole answer: an alert's row may be refreshed within a version. */
  private static final class Etag {
    static boolean matches(Context http, byte[] body) {
      String tag = '"' + Digest.base32(new String(body, StandardCharsets.UTF_8), 26) + '"';
      http.header("ETag", tag).header("Cache-Control", "private, no-cache");
      String known = http.header("If-None-Match");
      return known != null && (known.equals("*") || known.contains(tag));
    }
  }
}
