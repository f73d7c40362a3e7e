package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.run.Checks;
import dev.tunewatch.app.run.CoverageChecks;
import dev.tunewatch.app.run.HubTarget;
import dev.tunewatch.app.run.RunningKafka;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.events.ComponentHealth;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at what a run would need and says what is wrong before it is. */
@Command(
    name = "doctor",
    description = {
      "Checks what a run would need: this machine, a settings file, Kafka, the database, hubs",
      "and webhook targets; of a Kafka also what ingest says of its lanes, gaps, dead letters and",
      "canary. Changes nothing. Exit status 3 if anything is wrong."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch doctor",
      "  tunewatch doctor --hub huggingface --data ./data",
      "  tunewatch doctor --config alerts.yaml --service alerts"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {

  /** Whose settings a file holds. */
  enum Service {
    INGEST,
    STREAMS,
    ALERTS
  }

  @Option(names = "--hub", paramLabel = "NAME[=BASE_URL]", description = "A hub; repeatable.")
  private List<String> hubs = List.of();

  @Option(names = "--data", paramLabel = "DIR", description = "The folder of standalone.")
  private @Nullable Path data;

  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "A Kafka.")
  private @Nullable String kafka;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Its kafka.prefix, if that is another than tunewatch.")
  private String prefix = KafkaSettings.DEFAULT_PREFIX;

  @Option(names = "--database", paramLabel = "JDBC_URL", description = "A PostgreSQL.")
  private @Nullable String database;

  @Option(names = "--webhook", paramLabel = "URL", description = "A webhook target; not called.")
  private @Nullable String webhook;

  @Option(names = "--allow-local-targets", description = "As in standalone.")
  private boolean allowLocalTargets;

  @Option(names = "--config", paramLabel = "FILE", description = "A settings file.")
  private @Nullable Path config;

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      description = "Whose settings file it is: ${COMPLETION-CANDIDATES}.")
  private @Nullable Service service;

  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<ComponentHealth> findings = new ArrayList<>();
    findings.add(Checks.java());
    findings.add(Checks.rules());
    if (config != null) {
      findings.addAll(
          Checks.config(
              config, service == null ? "" : service.name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (data != null) {
      findings.add(Checks.folder(data));
    }
    if (kafka != null) {
      List<ComponentHealth> topics = Checks.kafka(kafka, prefix);
      findings.addAll(topics);
      if (topics.stream().allMatch(ComponentHealth::ready)) {
        findings.addAll(CoverageChecks.of(new KafkaSettings(kafka, prefix, 1, 1, Map.of())));
      }
    } else if (data != null) {
      RunningKafka.in(data).map(CoverageChecks::of).ifPresent(findings::addAll);
    }
    if (database != null) {
      findings.add(Checks.database(database));
    }
    for (String hub : hubs) {
      findings.add(Checks.hub(HubTarget.parse(hub)));
    }
    if (webhook != null) {
      findings.add(Checks.webhook(webhook, allowLocalTargets));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (ComponentHealth finding : findings) {
      out.println(
          output.json
              ? Json.line(
                  "component", finding.component(),
                  "ready", finding.ready(),
                  "reason", finding.reason())
              : (finding.ready() ? "ok       " : "problem  ")
                  + finding.component()
                  + ": "
                  + finding.reason());
    }
    boolean problems = findings.stream().anyMatch(finding -> !finding.ready());
    return problems ? ExitStatus.FOUND_PROBLEMS : ExitStatus.DONE;
  }
}
