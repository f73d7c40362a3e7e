package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.VerdictBook;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.assessments.Verdict.Kind;
import dev.tunewatch.assessments.Verdict.State;
import dev.tunewatch.assessments.Verdict.Subject;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Exceptions and verdicts: granted, listed, taken back. */
final class VerdictRoutes {

  private static final List<String> FIELDS =
      List.of("subject", "id", "reason", "note", "signals", "owner", "expiresAt");
  private static final List<String> SUBJECTS =
      Arrays.stream(Subject.values()).map(Subject::wireName).toList();

  private final Rulings rulings;
  private final VerdictBook book;
  private final Clock clock;

  VerdictRoutes(Rulings rulings, VerdictBook book, Clock clock) {
    this.rulings = rulings;
    this.book = book;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/verdicts", this::list);
    routes.post("/api/v1/exceptions", this::grant);
    routes.delete("/api/v1/verdicts/{id}", this::revoke);
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    List<VerdictBook.Page> found =
        book.list(
            AlertRoutes.choice(http, "kind", Kind::ofWireName),
            AlertRoutes.choice(http, "state", State::ofWireName),
            paging.before(),
            paging.limit());
    Etag.answer(
        http,
        new AlertRoutes.Page<>(
            found.stream().map(one -> Shown.of(one.verdict())).toList(),
            found.isEmpty()
                ? null
                : paging.next(found.size(), found.get(found.size() - 1).sequence())));
  }

  private void grant(Context http) {
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), FIELDS);
    Instant now = clock.instant();
    Subject subject =
        fields
            .word("subject", Subject::ofWireName, SUBJECTS)
            .orElseThrow(() -> new Refused(422, "subject is one of " + SUBJECTS, "subject"));
    Instant expiresAt =
        fields
            .time("expiresAt")
            .orElseThrow(() -> new Refused(422, "an exception has an end: expiresAt", "expiresAt"));
    if (!expiresAt.isAfter(now)) {
      throw new Refused(422, "expiresAt is not in the future", "expiresAt");
    }
    Verdict exception = verdict(fields, subject, expiresAt, Guard.require(http).name(), now);
    rulings
        .grant(exception)
        .ifPresent(
            present -> {
              throw new Refused(
                  409,
                  "a verdict of "
                      + present.owner()
                      + " stands there: "
                      + VerdictBook.name(present.key()),
                  "id");
            });
    Trail.object(http, "exception " + exception.key());
    Trail.changed(http, null, exception);
    http.status(201).header("Location", "/api/v1/verdicts/" + VerdictBook.name(exception.key()));
    Json.answer(http, (Object) Shown.of(exception));
  }

  private static Verdict verdict(
      FieldReader fields, Subject subject, Instant expiresAt, String caller, Instant now) {
    String id = fields.bounded("id", Verdict.MAX_ID).orElse("");
    try {
      return new Verdict(
          subject,
          id,
          Kind.EXCEPTION,
          State.ACTIVE,
          ActionReader.reason(fields),
          fields.bounded("note", Verdict.MAX_NOTE).orElse(null),
          ActionReader.signals(fields),
          fields.bounded("owner", Verdict.MAX_OWNER).orElse(caller),
          null,
          now,
          expiresAt);
    } catch (IllegalArgumentException notAnId) {
      throw new Refused(422, "id is hub:owner/name of a release, or a cluster's id", "id");
    }
  }

  private void revoke(Context http) {
    Verdict revoked =
        book.keyOf(http.pathParam("id"))
            .flatMap(key -> rulings.revoke(key, Guard.require(http).name()))
            .orElseThrow(() -> new Refused(404, "there is no such verdict that stands"));
    Trail.object(http, revoked.kind().wireName() + " " + revoked.key());
    Trail.changed(http, revoked, null);
    http.status(204);
  }

  /**
   * A verdict with a name for addresses.
   *
   * @param verdictId a function of what it is about, so the next verdict on the same has it, too
   */
  private record Shown(String verdictId, @JsonUnwrapped Verdict verdict) {
    static Shown of(Verdict verdict) {
      return new Shown(VerdictBook.name(verdict.key()), verdict);
    }
  }
}
