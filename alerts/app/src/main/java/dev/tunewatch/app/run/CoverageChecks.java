package dev.tunewatch.app.run;

import static dev.tunewatch.events.ComponentHealth.notReady;
import static dev.tunewatch.events.ComponentHealth.ready;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.coverage.CoverageLedger;
import dev.tunewatch.alerts.coverage.CoverageReader;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.ComponentHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What ingest itself says of its completeness, as an operator asks for it at a command line. */
public final class CoverageChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private CoverageChecks() {}

  /** Lanes, gaps, dead letters and the canary of an installation. */
  public static List<ComponentHealth> of(String bootstrapServers) {
    return of(KafkaSettings.local(bootstrapServers));
  }

  /** The same of an installation. */
  public static List<ComponentHealth> of(KafkaSettings kafka) {
    CoverageLedger ledger = new CoverageLedger();
    try (CoverageReader reader = new CoverageReader(kafka, ledger)) {
      reader.start();
      if (!reader.awaitCaughtUp(PATIENCE)) {
        return List.of(
            notReady("coverage", "the ledger cannot be read: " + reader.check().reason()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(notReady("coverage", "interrupted"));
    }
    return findings(ledger.report(Instant.now()));
  }

  static List<ComponentHealth> findings(JsonNode report) {
    List<ComponentHealth> findings = new ArrayList<>();
    for (JsonNode line : report.path("lanes")) {
      if (!line.path("hub").asText().equals(Canaries.HUB)) {
        findings.add(lane(line));
      }
    }
    if (findings.isEmpty()) {
      findings.add(ready("coverage", "no lane has written its ledger yet"));
    }
    findings.add(deadLetters(report.path("deadLetters")));
    findings.add(
        report.path("canaryOverdue").asBoolean()
            ? notReady("canary", "overdue: a made-up release did not become an alert in time")
            : ready("canary", "not overdue"));
    return findings;
  }

  private static ComponentHealth lane(JsonNode line) {
    String component = "lane." + line.path("hub").asText() + "." + line.path("lane").asText();
    String facts =
        "listed %d, published %d, last said so %d s ago"
            .formatted(
                line.path("listed").asLong(),
                line.path("published").asLong(),
                line.path("ageSeconds").asLong());
    int gaps = line.path("gaps").size();
    if (gaps > 0) {
      JsonNode first = line.path("gaps").get(0);
      return notReady(
          component,
          facts
              + "; "
              + gaps
              + " open gaps, the first from "
              + first.path("older").asText("the end")
              + " to "
              + first.path("newer").asText("unknown")
              + ": "
              + first.path("reason").asText());
    }
    return line.path("stale").asBoolean()
        ? notReady(component, facts + "; stale")
        : ready(component, facts + "; no gap");
  }

  private static ComponentHealth deadLetters(JsonNode groups) {
    if (groups.isEmpty()) {
      return ready("dead-letters", "none is open");
    }
    String counts =
        StreamSupport.stream(groups.spliterator(), false)
            .limit(10)
            .map(
                group ->
                    group.path("count").asInt()
                        + " "
                        + group.path("stage").asText()
                        + " "
                        + group.path("reason").asText())
            .collect(Collectors.joining(", "));
    return notReady("dead-letters", counts + "; see tunewatch dead-letters list");
  }
}
