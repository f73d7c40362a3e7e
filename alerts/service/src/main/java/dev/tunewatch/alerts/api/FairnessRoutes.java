package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.operator.Answers;
import dev.tunewatch.alerts.operator.Contest;
import dev.tunewatch.alerts.operator.ContestSources;
import dev.tunewatch.alerts.operator.Contests;
import dev.tunewatch.alerts.operator.PrecisionWatch;
import dev.tunewatch.alerts.operator.ReportText;
import dev.tunewatch.alerts.verdict.Triage;
import dev.tunewatch.alerts.verdict.Triage.Outcome;
import dev.tunewatch.alerts.verdict.Triage.Target;
import dev.tunewatch.assessments.Verdict;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hubs answer, makers contest, and everybody sees how often the service was right. */
final class FairnessRoutes {

  private static final List<String> ANSWERS = List.of(Answers.ACTIONED, Answers.REJECTED);
  private static final List<String> OUTCOMES = List.of(Contest.UPHELD, Contest.DISMISSED);
  private static final List<String> STATUSES =
      List.of(Contest.OPEN, Contest.UPHELD, Contest.DISMISSED);

  private final Alerts alerts;
  private final Answers answers;
  private final Contests contests;
  private final Triage triage;
  private final PrecisionWatch precision;
  private final Supplier<String> console;
  private final Clock clock;
  private final ContestSources sources = new ContestSources();

  FairnessRoutes(
      Alerts alerts,
      Answers answers,
      Contests contests,
      Triage triage,
      PrecisionWatch precision,
      Supplier<String> console,
      Clock clock) {
    this.alerts = alerts;
    this.answers = answers;
    this.contests = contests;
    this.triage = triage;
    this.precision = precision;
    this.console = console;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.put("/api/v1/alerts/{id}/answer", this::answer);
    routes.get("/api/v1/alerts/{id}/report", this::report);
    routes.post("/api/v1/alerts/{id}/contest", this::contest);
    routes.get("/api/v1/contests", this::list);
    routes.post("/api/v1/contests/{id}/answer", this::answerContest);
    routes.get("/api/v1/precision", http -> Etag.answer(http, precision.latest()));
  }

  private void answer(Context http) {
    Alerts.Viewed viewed = AlertView.found(alerts, http);
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), List.of("answer", "note"));
    String answer = oneOf(fields, "answer", ANSWERS);
    Caller caller = Guard.require(http);
    answers.answer(
        viewed.alert(),
        answer,
        fields.bounded("note", Handled.MAX_NOTE).orElse(null),
        caller.name(),
        clock.instant());
    Trail.object(http, "alert " + viewed.alert().id());
    Trail.changed(http, new Answered(viewed.answer()), new Answered(answer));
    AlertView.answer(http, AlertView.found(alerts, http));
  }

  private void report(Context http) {
    Alert alert = AlertView.found(alerts, http).alert();
    String address = console.get() + "#/alerts/" + alert.id();
    http.contentType("text/plain; charset=utf-8").result(ReportText.of(alert, address));
  }

  /** What the answer says is what anybody may know: that it is there, and where it stands. */
  private void contest(Context http) {
    Alert alert = AlertView.found(alerts, http).alert();
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), List.of("text", "contact"));
    String text =
        fields
            .bounded("text", Contest.MAX_TEXT)
            .orElseThrow(() -> new Refused(422, "text is missing", "text"));
    String contact = fields.bounded("contact", Contest.MAX_CONTACT).orElse(null);
    String source =
        Guard.callerOf(http).map(Caller::id).orElseGet(() -> ContestSources.ofAddress(http.ip()));
    if (!sources.take(source, alert.id(), clock.instant())) {
      throw new Refused(429, "many are open, and you have sent your share; try later");
    }
    Contest made =
        contests
            .add(alert.id(), text, contact, clock.instant())
            .orElseThrow(
                () ->
                    new Refused(
                        429, "so many are open that one more would not be read sooner; try later"));
    Trail.object(http, "alert " + alert.id());
    Trail.changed(http, null, new Stands(made.status()));
    http.status(201);
    Json.answer(http, (Object) new Stands(made.status()));
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    String status = AlertRoutes.text(http, "status");
    if (status != null && !STATUSES.contains(status)) {
      throw new Refused(400, "status is one of " + STATUSES, "status");
    }
    @Nullable AlertId alert = AlertRoutes.choice(http, "alert", AlertId::new);
    List<Contest> found = contests.list(status, alert, paging.before(), paging.limit());
    Etag.answer(
        http,
        new AlertRoutes.Page<>(
            found,
            found.isEmpty() ? null : paging.next(found.size(), found.get(found.size() - 1).id())));
  }

  /** Upheld, the alert is taken back like any other false positive: that is the correction. */
  private void answerContest(Context http) {
    Contest contest =
        number(http.pathParam("id")) < 0
            ? null
            : contests.find(number(http.pathParam("id"))).orElse(null);
    if (contest == null) {
      throw new Refused(404, "there is no such contest");
    }
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), List.of("outcome", "answer"));
    String outcome = oneOf(fields, "outcome", OUTCOMES);
    String answer = fields.bounded("answer", Contest.MAX_TEXT).orElse(null);
    String actor = Guard.require(http).name();
    if (!contests.answer(contest.id(), outcome, answer, actor, clock.instant())) {
      throw new Refused(409, "it was answered already");
    }
    String corrected = outcome.equals(Contest.UPHELD) ? takeBack(contest, actor) : null;
    Trail.object(http, "contest " + contest.id() + " of alert " + contest.alertId());
    Trail.changed(http, new Stands(contest.status()), new Stands(outcome));
    Json.answer(
        http,
        (Object)
            new ContestAnswered(
                Objects.requireNonNull(contests.find(contest.id()).orElse(contest)), corrected));
  }

  private String takeBack(Contest contest, String actor) {
    Outcome outcome =
        triage.take(
            new Target(contest.alertId(), null),
            new Triage.Deed(
                actor,
                new AlertAction.FalsePositive(Verdict.Reason.CONTESTED, List.of(), null),
                Verdict.Reason.CONTESTED.wireName(),
                "contest " + contest.id()));
    return outcome.done() ? "withdrawn" : String.valueOf(outcome.detail());
  }

  private static String oneOf(FieldReader fields, String field, List<String> words) {
    return fields
        .text(field)
        .filter(words::contains)
        .orElseThrow(() -> new Refused(422, field + " is one of " + words, field));
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Answered(@Nullable String answer) {}

  private record Stands(String status) {}

  /**
   * What came of it.
   *
   * @param correction {@code withdrawn}, or why the alert was not; null where it stands
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record ContestAnswered(Contest contest, @Nullable String correction) {}
}
