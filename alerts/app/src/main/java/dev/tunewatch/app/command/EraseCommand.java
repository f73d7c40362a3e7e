package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.erase.Tombstones;
import dev.tunewatch.app.erase.TopicEraser;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleaseName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forgets a release everywhere: in the topics, the database, and with it API and feeds. */
@Command(
    name = "erase",
    description = {
      "Forgets a release in topics, database, API and feeds.",
      "Its parts and what was derived from them go, and its alerts with their versions and",
      "messages; an alert of several copies goes on without it, unquoted. Without --confirm",
      "it only says what would go."
    },
    footerHeading = "%nWhat it cannot reach, it says:%n",
    footer = {
      "  dead letters go after 14 days, messages already sent stay with whoever got them, and",
      "  Kafka removes what a tombstone hides when it compacts, at the earliest after 7 days.",
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EraseCommand implements Callable<Integer> {

  private static final String PATH = "/api/v1/erasures";
  private static final int MOST_CALLS = 100;

  @Parameters(paramLabel = "ID", description = "hub:owner/name, as the hub spells it.")
  private String id = "";

  @Option(names = "--confirm", description = "Do it; without this it is a dry run.")
  private boolean confirm;

  @Mixin private ServiceTarget service;
  @Mixin private KafkaTarget kafka;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ReleaseName release = release();
    TopicEraser topics = new TopicEraser(kafka.resolve());
    List<String> clusters = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> rewritten = new ArrayList<>();
    long versions = 0;
    JsonNode report;
    int calls = 0;
    if (confirm) {
      // What the alerts are derived from goes first: else they would come back.
      topics.write(Tombstones.of(release, List.of(), List.of()));
    }
    do {
      report = ask(release);
      report.path("clusters").forEach(one -> clusters.add(one.asText()));
      report.path("removed").forEach(one -> removed.add(one.asText()));
      report.path("rewritten").forEach(one -> rewritten.add(one.asText()));
      versions += report.path("versions").asLong();
    } while (confirm && report.path("more").asBoolean() && ++calls < MOST_CALLS);
    List<Tombstones> tombstones = Tombstones.of(release, clusters, removed);
    if (confirm) {
      topics.write(tombstones);
    }
    print(removed.size(), rewritten.size(), versions, tombstones);
    return report.path("more").asBoolean() ? ExitStatus.FOUND_PROBLEMS : ExitStatus.DONE;
  }

  private ReleaseName release() {
    try {
      return ReleaseName.parse(id);
    } catch (IllegalArgumentException notAName) {
      throw new ConfigError("ID is hub:owner/name, such as huggingface:acme/model");
    }
  }

  private JsonNode ask(ReleaseName release) throws IOException, InterruptedException {
    ObjectNode wish = EventJson.mapper().createObjectNode();
    wish.put("release", release.key()).put("dryRun", !confirm);
    return Objects.requireNonNull(service.ask("POST", PATH, wish.toString()), "no answer");
  }

  private void print(int removed, int rewritten, long versions, List<Tombstones> tombstones) {
    Map<String, Integer> topics = new LinkedHashMap<>();
    tombstones.forEach(one -> topics.merge(one.topic().name(), 1, Integer::sum));
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      ObjectNode json = EventJson.mapper().createObjectNode();
      json.put("dryRun", !confirm)
          .put("alertsRemoved", removed)
          .put("alertsRewritten", rewritten)
          .put("versions", versions)
          .set("tombstones", EventJson.mapper().valueToTree(topics));
      out.println(json);
      return;
    }
    String done = confirm ? "" : "would be ";
    out.println(removed + " alerts " + done + "removed");
    out.println(rewritten + " alerts " + done + "rewritten");
    out.println(versions + " versions of them");
    topics.forEach((topic, keys) -> out.println(keys + " keys " + done + "taken out of " + topic));
  }
}
