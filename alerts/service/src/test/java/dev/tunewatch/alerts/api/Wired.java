package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.access.Tokens;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.coverage.CoverageLedger;
import dev.tunewatch.alerts.deliver.Audience;
import dev.tunewatch.alerts.deliver.DeliveryMetrics;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.operations.OperationsRoutes;
import dev.tunewatch.alerts.operator.PrecisionMetrics;
import dev.tunewatch.alerts.operator.PrecisionWatch;
import dev.tunewatch.alerts.store.Database;
import dev.tunewatch.alerts.store.JdbiAccessTokens;
import dev.tunewatch.alerts.store.JdbiAlertStore;
import dev.tunewatch.alerts.store.JdbiAlerts;
import dev.tunewatch.alerts.store.JdbiAnswers;
import dev.tunewatch.alerts.store.JdbiAuditLog;
import dev.tunewatch.alerts.store.JdbiContests;
import dev.tunewatch.alerts.store.JdbiDeliveryDesk;
import dev.tunewatch.alerts.store.JdbiDeliveryLog;
import dev.tunewatch.alerts.store.JdbiErasures;
import dev.tunewatch.alerts.store.JdbiPrecision;
import dev.tunewatch.alerts.store.JdbiSilences;
import dev.tunewatch.alerts.store.JdbiSubscriptionOwners;
import dev.tunewatch.alerts.store.JdbiSubscriptions;
import dev.tunewatch.alerts.store.JdbiVerdictBook;
import dev.tunewatch.alerts.store.JdbiVersionHistory;
import dev.tunewatch.alerts.verdict.Rulings;
import dev.tunewatch.alerts.verdict.Triage;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The interface with nothing behind it but the database, to ask for its routes. */
final class Wired {

  private Wired() {}

  static HttpInterface http() {
    Database database = SharedServers.database();
    Clock clock = Clock.systemUTC();
    JdbiAlertStore store = new JdbiAlertStore(database);
    Revisions revisions = new Revisions(Duration.ofDays(7));
    JdbiContests contests = new JdbiContests(database);
    CollectorRegistry registry = new CollectorRegistry();
    Audience audience = new Audience(new DeliveryMetrics(registry, List.of(), List.of()));
    return new HttpInterface(
        new JdbiAlerts(database),
        new JdbiSubscriptions(database),
        new JdbiDeliveryLog(database),
        new JdbiDeliveryDesk(database),
        new JdbiVersionHistory(database),
        new JdbiSilences(database),
        new CoverageLedger(),
        new OperationsRoutes(registry, List::of),
        new People(
            new Tokens(new JdbiAccessTokens(database), new Random(1), clock),
            new JdbiSubscriptionOwners(database),
            new JdbiAuditLog(database),
            new Triage(store, revisions, audience, clock, versions -> {}),
            new Rulings(store, revisions, audience, clock, versions -> {}),
            new JdbiVerdictBook(database),
            new JdbiAnswers(database),
            contests,
            new PrecisionWatch(
                new JdbiPrecision(database), contests, new PrecisionMetrics(registry), clock),
            new JdbiErasures(database)),
        false,
        true,
        new Channels(List.of()),
        () -> "https://tunewatch.example/",
        new Random(1),
        clock);
  }
}
