package dev.tunewatch.alerts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.SharedServers;
import dev.tunewatch.alerts.access.AdminToken;
import dev.tunewatch.alerts.coverage.CoverageLedger;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.operations.OperationsRoutes;
import dev.tunewatch.alerts.store.JdbiAccessTokens;
import dev.tunewatch.alerts.store.JdbiAlerts;
import dev.tunewatch.alerts.store.JdbiDeliveryDesk;
import dev.tunewatch.alerts.store.JdbiDeliveryLog;
import dev.tunewatch.alerts.store.JdbiSilences;
import dev.tunewatch.alerts.store.JdbiSubscriptions;
import dev.tunewatch.alerts.store.JdbiVersionHistory;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  @Test
  void describesEachRouteThatExistsAndNoOther() {
    var database = SharedServers.database();
    HttpInterface http =
        new HttpInterface(
            new JdbiAlerts(database),
            new JdbiSubscriptions(database),
            new JdbiDeliveryLog(database),
            new JdbiDeliveryDesk(database),
            new JdbiVersionHistory(database),
            new JdbiSilences(database),
            new CoverageLedger(),
            new OperationsRoutes(new CollectorRegistry(), List::of),
            new AdminToken(new JdbiAccessTokens(database)),
            false,
            new Channels(List.of()),
            new Random(1),
            Clock.systemUTC());
    List<String> routes = new ArrayList<>(http.routes());
    routes.removeAll(List.of("GET /", "GET /<path>", "GET /webjars/<path>")); // Files, no API.
    assertThat(described()).containsExactlyInAnyOrderElementsOf(routes);
  }

  private static List<String> described() {
    List<String> described = new ArrayList<>();
    String path = "";
    for (String line : new String(Assets.openApi(), StandardCharsets.UTF_8).lines().toList()) {
      if (line.matches(" {2}/\\S*:")) {
        path = line.strip().substring(0, line.strip().length() - 1);
      } else if (line.matches(" {4}(get|post|put|delete):")) {
        described.add(line.strip().replace(":", "").toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return described;
  }
}
