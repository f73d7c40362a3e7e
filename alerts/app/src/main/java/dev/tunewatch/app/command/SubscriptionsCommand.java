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
    description = "Subscriptions of a service that runs, their messages, and silences.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SubscriptionsCommand.ListAll.class,
      AddSubscription.class,
      PreviewSubscription.class,
      SubscriptionsCommand.Show.class,
      SubscriptionsCommand.Test.class,
      SubscriptionsCommand.Enable.class,
      SubscriptionsCommand.Remove.class,
      ResendDelivery.class,
      ReplaySubscription.class,
      SilencesCommand.class
    })
public final class SubscriptionsCommand implements Runnable {

  static final String PATH = "/api/v1/subscriptions";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(),
        "subscriptions needs one of: list, add, preview, show, test, enable, remove, resend, replay,"
            + " silences");
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

  /** Shows one, and where its messages are. */
  @Command(
      name = "show",
      description = "Shows a subscription and where its messages are, as JSON.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the subscription, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode shown = Objects.requireNonNull(service.ask("GET", address(id), null), "no answer");
      spec.commandLine().getOut().println(shown);
      return ExitStatus.DONE;
    }
  }

  /** Activates one that was disabled. */
  @Command(
      name = "enable",
      description = {
        "Activates a subscription whose target was gone, or failed for days.",
        "What was given up meanwhile stays so; replay sends it."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Enable implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the subscription, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode enabled =
          Objects.requireNonNull(service.ask("POST", address(id) + "/enable", null), "no answer");
      long gaveUp = enabled.path("standing").path("gaveUp").asLong();
      spec.commandLine()
          .getOut()
          .println(
              output.json
                  ? enabled.toString()
                  : plain("enabled " + id + "; " + gaveUp + " versions were given up"));
      return ExitStatus.DONE;
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

  static String address(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** What all have, then the settings of the channel. */
  private static String line(JsonNode subscription) {
    List<String> words = new ArrayList<>();
    for (String member : List.of("id", "channel", "severityFloor", "state", "name")) {
      words.add(subscription.path(member).asText());
    }
    Set<String> shared =
        Set.of(
            "owner",
            "filter",
            "hub",
            "mode",
            "groupBy",
            "groupWindowSeconds",
            "timeZone",
            "digestAt",
            "quietHours",
            "quietExceptP1",
            "capPerHour",
            "includeBacklog",
            "tlp",
            "disabledReason",
            "createdAt");
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

  static String plain(String text) {
    return text.replaceAll("\\p{C}", " ");
  }
}
