package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Subscriptions of a running service, through its API. */
@Command(
    name = "subscriptions",
    description = "Lists, adds, tests and removes subscriptions of a service that runs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SubscriptionsCommand.ListAll.class,
      AddSubscription.class,
      SubscriptionsCommand.Test.class,
      SubscriptionsCommand.Remove.class
    })
public final class SubscriptionsCommand implements Runnable {

  static final String PATH = "/api/v1/subscriptions";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "subscriptions needs one of: list, add, test, remove");
  }

  /** Shows them. */
  @Command(
      name = "list",
      description =
          "Lists subscriptions, the oldest first: id, channel, floor, state, name, where.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode page = Objects.requireNonNull(service.ask("GET", PATH, null), "no answer");
      for (JsonNode subscription : page.path("items")) {
        spec.commandLine()
            .getOut()
            .println(output.json ? subscription.toString() : line(subscription));
      }
      return ExitStatus.DONE;
    }
  }

  /** Tries one. */
  @Command(
      name = "test",
      description = {
        "Sends a message that says it is a test, at once, and says what came of it.",
        "Exit status 3 if it was not delivered."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Test implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the subscription, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode tested =
          Objects.requireNonNull(service.ask("POST", address(id) + "/test", null), "no answer");
      String outcome = tested.path("outcome").asText();
      String reason = tested.path("reason").asText("");
      spec.commandLine()
          .getOut()
          .println(
              output.json
                  ? tested.toString()
                  : plain(
                      reason.equals("null") || reason.isEmpty() ? outcome : "failed: " + reason));
      return outcome.equals("delivered") ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
    }
  }

  /** Forgets one. */
  @Command(
      name = "remove",
      description = "Removes a subscription, what waits for it, and its delivery log.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Remove implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the subscription, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      service.ask("DELETE", address(id), null);
      spec.commandLine().getOut().println(output.json ? Json.line("removed", id) : "removed " + id);
      return ExitStatus.DONE;
    }
  }

  private static String address(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** What all have, then the settings of the channel. */
  private static String line(JsonNode subscription) {
    List<String> words = new ArrayList<>();
    for (String member : List.of("id", "channel", "severityFloor", "state", "name")) {
      words.add(subscription.path(member).asText());
    }
    Set<String> shared = Set.of("mode", "includeBacklog", "tlp", "createdAt");
    subscription
        .fields()
        .forEachRemaining(
            member -> {
              if (!shared.contains(member.getKey())
                  && !words.contains(member.getValue().asText())) {
                words.add(member.getKey() + "=" + member.getValue().asText());
              }
            });
    return plain(String.join("  ", words));
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{C}", " ");
  }
}
