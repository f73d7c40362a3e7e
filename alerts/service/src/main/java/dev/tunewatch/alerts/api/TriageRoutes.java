package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Handling;
import dev.tunewatch.alerts.verdict.Triage;
import dev.tunewatch.alerts.verdict.Triage.Deed;
import dev.tunewatch.alerts.verdict.Triage.Outcome;
import dev.tunewatch.alerts.verdict.Triage.Target;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Acting on alerts, one or many. */
final class TriageRoutes {

  private final Triage triage;
  private final Alerts alerts;

  TriageRoutes(Triage triage, Alerts alerts) {
    this.triage = triage;
    this.alerts = alerts;
  }

  void register(RouteTable routes) {
    routes.post("/api/v1/alerts/actions", this::bulk);
    routes.post("/api/v1/alerts/{id}/actions", this::one);
  }

  private void one(Context http) {
    Alerts.Viewed viewed = AlertView.found(alerts, http);
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), ActionReader.FIELDS);
    Deed deed = ActionReader.read(fields, Guard.require(http).name());
    Target target =
        new Target(viewed.alert().id(), AlertView.seen(http.header("If-Match"), "If-Match"));
    Outcome outcome = triage.take(target, deed);
    switch (outcome.what()) {
      case "done" -> {}
      case "missing" -> throw new Refused(404, "there is no such alert");
      case "changed" -> throw new Refused(412, "it was changed meanwhile; read it again");
      default -> throw new Refused(409, detail(outcome));
    }
    Trail.object(http, "alert " + outcome.id());
    Trail.changed(http, outcome.before(), new Done(deed.action().name(), outcome.after()));
    AlertView.answer(http, AlertView.found(alerts, http));
  }

  private void bulk(Context http) {
    List<String> known = new ArrayList<>(ActionReader.FIELDS);
    known.addAll(List.of("items", "allOrNone"));
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), known);
    Deed deed = ActionReader.read(fields, Guard.require(http).name());
    List<Target> targets = targets(fields);
    boolean allOrNone = fields.flag("allOrNone").orElse(false);
    List<Outcome> outcomes = triage.takeAll(targets, deed, allOrNone);
    long done = outcomes.stream().filter(Outcome::done).count();
    boolean nothing = allOrNone && done < outcomes.size();
    Trail.object(http, outcomes.size() + " alerts");
    Trail.changed(
        http,
        null,
        new Bulk(
            deed.action().name(),
            done,
            outcomes.stream().filter(Outcome::done).map(o -> o.id().value()).toList()));
    if (nothing) {
      http.status(409);
    }
    Json.answer(http, new Report(nothing ? 0 : done, outcomes.stream().map(Item::of).toList()));
  }

  private static List<Target> targets(FieldReader fields) {
    List<Target> targets = new ArrayList<>();
    Set<AlertId> seen = new HashSet<>();
    for (JsonNode item : fields.list("items", Triage.MAX_TARGETS)) {
      Optional<AlertId> id = AlertView.id(item.path("id").asText(""));
      if (id.isEmpty() || !seen.add(id.get())) {
        throw new Refused(422, "each item has the id of another alert", "items");
      }
      targets.add(new Target(id.get(), AlertView.seen(item.path("etag").textValue(), "etag")));
    }
    if (targets.isEmpty()) {
      throw new Refused(422, "items has 1 to " + Triage.MAX_TARGETS + " alerts", "items");
    }
    return targets;
  }

  private static String detail(Outcome outcome) {
    return outcome.detail() == null ? "it cannot be done" : outcome.detail();
  }

  private record Done(String action, @Nullable Handling handling) {}

  private record Bulk(String action, long done, List<String> alerts) {}

  /**
   * What came of many.
   *
   * @param done how many were done; of all or none either all or 0
   */
  private record Report(long done, List<Item> items) {}

  /** What came of one. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Item(AlertId id, String outcome, @Nullable String detail) {
    static Item of(Outcome outcome) {
      return new Item(outcome.id(), outcome.what(), outcome.detail());
    }
  }
}
