package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.subscription.Silence;
import dev.tunewatch.alerts.subscription.Silences;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is not told for a while. */
final class SilenceRoutes {

  private static final List<String> FIELDS =
      List.of("filter", "subscriptionId", "author", "reason", "expiresAt");
  private static final int SHOWN = 500;

  private final Silences silences;
  private final RandomGenerator random;
  private final Clock clock;

  SilenceRoutes(Silences silences, RandomGenerator random, Clock clock) {
    this.silences = silences;
    this.random = random;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/silences", this::list);
    routes.post("/api/v1/silences", this::add);
    routes.delete("/api/v1/silences/{id}", this::end);
  }

  private void list(Context http) {
    Instant now = clock.instant();
    Json.answer(
        http,
        new Page(
            silences.list(SHOWN).stream().map(s -> new Shown(s, s.stands(now))).toList(), null));
  }

  private void add(Context http) {
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), FIELDS);
    Instant now = clock.instant();
    Silence silence =
        Silence.create(
            fields.text("filter").orElse(""),
            fields.text("subscriptionId").orElse(null),
            required(fields, "author"),
            required(fields, "reason"),
            instant(required(fields, "expiresAt"), "expiresAt"),
            random,
            now);
    silences.add(silence, now);
    http.status(201);
    Json.answer(http, new Shown(silence, true));
  }

  private void end(Context http) {
    if (!silences.end(http.pathParam("id"), clock.instant())) {
      throw new Refused(404, "there is no such silence that stands");
    }
    http.status(204);
  }

  static String required(FieldReader fields, String field) {
    return fields.text(field).orElseThrow(() -> new Refused(422, field + " is missing", field));
  }

  static Instant instant(String text, String field) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw new Refused(422, field + " is a time such as 2026-03-02T10:00:00Z", field);
    }
  }

  /**
   * A silence as it is shown.
   *
   * @param standing whether it holds now
   */
  private record Shown(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Silence silence, boolean standing) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Page(List<Shown> items, @Nullable String next) {}
}
