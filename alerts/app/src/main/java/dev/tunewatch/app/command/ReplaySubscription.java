package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a stretch of the past. */
@Command(
    name = "replay",
    description = {
      "Sends a subscription a stretch of the past: what it would have been told then, by the wish",
      "that it has now, each version by itself under the key that it has had or would have had. A",
      "call that stops at its bound of 5,000 messages says with which sequence to go on."
    },
    footer = {"", "Example:", "  tunewatch subscriptions replay sub_a --from 2026-03-01T00:00:00Z"},
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplaySubscription implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Of the subscription, as list and add print it.")
  private String id;

  @Option(names = "--from", paramLabel = "TIME", description = "What was told then or later.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "And earlier than this.")
  private @Nullable String to;

  @Option(
      names = "--from-sequence",
      paramLabel = "N",
      description = "The first version by its number, instead of a time.")
  private @Nullable Long fromSequence;

  @Option(names = "--to-sequence", paramLabel = "N", description = "The last version.")
  private @Nullable Long toSequence;

  @Mixin private ServiceTarget service;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode span = EventJson.mapper().createObjectNode();
    if (from != null) {
      span.put("from", from);
    }
    if (to != null) {
      span.put("to", to);
    }
    if (fromSequence != null) {
      span.put("fromSequence", fromSequence);
    }
    if (toSequence != null) {
      span.put("toSequence", toSequence);
    }
    JsonNode done =
        Objects.requireNonNull(
            service.ask("POST", SubscriptionsCommand.address(id) + "/replay", span.toString()),
            "no answer");
    String next =
        done.path("next").isNull()
            ? ""
            : "; go on with --from-sequence " + (done.path("next").asLong() + 1);
    spec.commandLine()
        .getOut()
        .println(
            output.json
                ? done.toString()
                : done.path("messages").asInt()
                    + " messages are due, of "
                    + done.path("read").asInt()
                    + " versions"
                    + next);
    return ExitStatus.DONE;
  }
}
