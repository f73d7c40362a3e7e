package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.coverage.CoverageLedger;
import java.time.Clock;

/** What ingest has seen and what it has not. */
final class CoverageRoutes {

  private final CoverageLedger ledger;
  private final Clock clock;

  CoverageRoutes(CoverageLedger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  void register(RouteTable routes) {
    routes.get(
        "/api/v1/coverage", http -> Json.answer(http, (Object) ledger.report(clock.instant())));
  }
}
