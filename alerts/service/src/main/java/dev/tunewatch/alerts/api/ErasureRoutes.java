package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.operator.Erasures;
import dev.tunewatch.events.ReleaseName;
import io.javalin.http.Context;
import java.util.List;

/** Forgetting a release. */
final class ErasureRoutes {

  private final Erasures erasures;

  ErasureRoutes(Erasures erasures) {
    this.erasures = erasures;
  }

  void register(RouteTable routes) {
    routes.post("/api/v1/erasures", this::erase);
  }

  private void erase(Context http) {
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), List.of("release", "dryRun"));
    ReleaseName release =
        fields
            .word("release", ReleaseName::parse, List.of("hub:owner/name"))
            .orElseThrow(() -> new Refused(422, "release is missing", "release"));
    boolean dryRun = fields.flag("dryRun").orElse(true);
    Erasures.Report report = erasures.erase(release, dryRun);
    // The log must not keep what is to be forgotten: it says that and how much.
    Trail.object(http, dryRun ? "erasure, dry run" : "erasure");
    Trail.changed(http, null, new Numbers(report.removed().size(), report.rewritten().size()));
    Json.answer(http, (Object) report);
  }

  private record Numbers(int removed, int rewritten) {}
}
