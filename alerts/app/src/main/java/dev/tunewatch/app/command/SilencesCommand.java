package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is not told for a while. */
@Command(
    name = "silences",
    description = "Keeps back for a while what a filter lets through.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SilencesCommand.ListAll.class,
      SilencesCommand.Add.class,
      SilencesCommand.End.class
    })
final class SilencesCommand implements Runnable {

  private static final String PATH = "/api/v1/silences";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "silences needs one of: list, add, end");
  }

  /** Shows them. */
  @Command(
      name = "list",
      description = "Lists silences, the newest first: id, until, author, filter, reason.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {

    @Option(names = "--all", description = "Those that have ended, too.")
    private boolean all;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode page = Objects.requireNonNull(service.ask("GET", PATH, null), "no answer");
      for (JsonNode silence : page.path("items")) {
        if (all || silence.path("standing").asBoolean()) {
          spec.commandLine()
              .getOut()
              .println(output.json ? silence.toString() : SilencesCommand.line(silence));
        }
      }
      return ExitStatus.DONE;
    }
  }

  /** Makes one. */
  @Command(
      name = "add",
      description = "Keeps back what a filter lets through, from now on, and prints the id.",
      footer = {
        "",
        "Example:",
        "  tunewatch subscriptions silences add --filter \"uploader == 'mirror'\" --author ann \\",
        "      --reason \"known mirror\" --until 2026-03-09T00:00:00Z"
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Add implements Callable<Integer> {

    @Option(names = "--filter", paramLabel = "CEL", required = true, description = "What.")
    private String filter;

    @Option(
        names = "--author",
        paramLabel = "NAME",
        required = true,
        description = "On whose word.")
    private String author;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason;

    @Option(
        names = "--until",
        paramLabel = "TIME",
        required = true,
        description = "Until when, within a year.")
    private String until;

    @Option(
        names = "--subscription",
        paramLabel = "ID",
        description = "Only for this subscription (default: for all).")
    private @Nullable String subscription;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode wish = EventJson.mapper().createObjectNode();
      wish.put("filter", filter)
          .put("author", author)
          .put("reason", reason)
          .put("expiresAt", until);
      if (subscription != null) {
        wish.put("subscriptionId", subscription);
      }
      JsonNode made =
          Objects.requireNonNull(service.ask("POST", PATH, wish.toString()), "no answer");
      spec.commandLine().getOut().println(output.json ? made.toString() : made.path("id").asText());
      return ExitStatus.DONE;
    }
  }

  /** Ends one. */
  @Command(
      name = "end",
      description = "Ends a silence now; it stays in the list.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class End implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the silence, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      service.ask("DELETE", PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8), null);
      spec.commandLine().getOut().println(output.json ? Json.line("ended", id) : "ended " + id);
      return ExitStatus.DONE;
    }
  }

  private static String line(JsonNode silence) {
    return SubscriptionsCommand.plain(
        String.join(
            "  ",
            silence.path("id").asText(),
            silence.path("expiresAt").asText(),
            silence.path("author").asText(),
            silence.path("filter").asText(),
            silence.path("reason").asText()));
  }
}
