package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what one would be told before it is made. */
@Command(
    name = "preview",
    description = {
      "Counts what a subscription would have been told in the last days, and keeps nothing.",
      "For each day how many versions of alerts match, of how many; then how many messages."
    },
    footer = {
      "",
      "Example:",
      "  tunewatch subscriptions preview --set url=https://example.org/ --filter \"copies > 5\""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PreviewSubscription implements Callable<Integer> {

  @Mixin private WishOptions wish;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How far back, 1 to 90 (default: ${DEFAULT-VALUE}).")
  private int days;

  @Mixin private ServiceTarget service;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode draft = wish.draft().put("days", days);
    JsonNode preview =
        Objects.requireNonNull(
            service.ask("POST", SubscriptionsCommand.PATH + "/preview", draft.toString()),
            "no answer");
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(preview);
      return ExitStatus.DONE;
    }
    JsonNode history = preview.path("history");
    for (JsonNode day : history.path("days")) {
      out.printf(
          "%s  %d of %d%n",
          day.path("date").asText(), day.path("matching").asInt(), day.path("versions").asInt());
    }
    JsonNode messages = history.path("messages");
    out.printf(
        "messages: %d immediate, %d grouped, %d as drafted%s%n",
        messages.path("immediate").asInt(),
        messages.path("grouped").asInt(),
        messages.path("asDrafted").asInt(),
        history.path("more").asBoolean() ? " (the first of a longer stretch)" : "");
    for (JsonNode sample : history.path("samples")) {
      out.println(
          SubscriptionsCommand.plain(
              sample.path("severity").asText() + "  " + sample.path("headline").asText()));
    }
    return ExitStatus.DONE;
  }
}
