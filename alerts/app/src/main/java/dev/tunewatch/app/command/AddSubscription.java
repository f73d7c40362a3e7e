package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "  tunewatch subscriptions add desk --channel email --set to=desk@example.org --mode daily",
      "  tunewatch subscriptions add meta --set url=https://example.org/hook --group-by uploader,base \\",
      "      --filter \"rootBase.startsWith('meta-llama/') && copies > 1\""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AddSubscription implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "What it is known by.")
  private String name;

  @Mixin private WishOptions wish;
  @Mixin private ServiceTarget service;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode made =
        Objects.requireNonNull(
            service.ask(
                "POST", SubscriptionsCommand.PATH, wish.draft().put("name", name).toString()),
            "no answer");
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
}
