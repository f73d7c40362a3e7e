package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one. */
@Command(
    name = "add",
    description = {
      "Adds a subscription and prints its id; of a webhook also the secret that signs its",
      "messages, this once."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch subscriptions add ops --set url=https://example.org/hook",
      "  tunewatch subscriptions add chat --channel slack --set-file url=./slack-address",
      "  tunewatch subscriptions add desk --channel email --set to=desk@example.org"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AddSubscription implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "What it is known by.")
  private String name;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      defaultValue = "webhook",
      description = "webhook, slack, alertmanager or email (default: ${DEFAULT-VALUE}).")
  private String channel;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the channel, such as url or to; repeatable.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--set-file",
      paramLabel = "NAME=FILE",
      description = "The same out of a file, for what is secret; repeatable.")
  private Map<String, Path> setFile = new LinkedHashMap<>();

  @Option(
      names = "--severity-floor",
      paramLabel = "P1..P4",
      defaultValue = "P3",
      description = "Nothing less severe is told (default: ${DEFAULT-VALUE}).")
  private String severityFloor;

  @Option(names = "--include-backlog", description = "Old news is told, too.")
  private boolean includeBacklog;

  @Option(
      names = "--tlp",
      paramLabel = "LEVEL",
      defaultValue = "CLEAR",
      description = "The widest restriction that it may see (default: ${DEFAULT-VALUE}).")
  private String tlp;

  @Mixin private ServiceTarget service;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode made =
        Objects.requireNonNull(
            service.ask("POST", SubscriptionsCommand.PATH, draft().toString()), "no answer");
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(made);
    } else {
      out.println(made.path("id").asText());
      if (made.has("secret")) {
        out.println(made.path("secret").asText());
      }
    }
    return ExitStatus.DONE;
  }

  private ObjectNode draft() {
    ObjectNode draft = EventJson.mapper().createObjectNode();
    set.forEach(draft::put);
    setFile.forEach((setting, file) -> draft.put(setting, content(setting, file)));
    return draft
        .put("name", name)
        .put("channel", channel)
        .put("severityFloor", severityFloor)
        .put("includeBacklog", includeBacklog)
        .put("tlp", tlp);
  }

  private static String content(String setting, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigError("--set-file " + setting + "=" + file + " cannot be read");
    }
  }
}
