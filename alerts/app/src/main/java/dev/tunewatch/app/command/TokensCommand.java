package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Access tokens of a running service, through its API. */
@Command(
    name = "tokens",
    description = "Adds, lists and revokes access tokens of a service that runs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TokensCommand.Add.class,
      TokensCommand.ListAll.class,
      TokensCommand.Revoke.class
    })
public final class TokensCommand implements Runnable {

  private static final String PATH = "/api/v1/tokens";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "tokens needs one of: add, list, revoke");
  }

  /** Makes one. */
  @Command(
      name = "add",
      description = {
        "Makes a token and prints its id and, this once, the token.",
        "Roles: admin, analyst (acts on alerts), subscriber (reads, has subscriptions), metrics."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Add implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Whose it is; history and audit log show it.")
    private String name;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "subscriber",
        description = "What it is for (default: ${DEFAULT-VALUE}).")
    private String role;

    @Option(
        names = "--hub",
        paramLabel = "HUB",
        description = "A subscriber of this hub only, who may answer for it.")
    private @Nullable String hub;

    @Option(
        names = "--tlp",
        paramLabel = "LEVEL",
        description = "CLEAR, GREEN, AMBER or RED: the widest restriction that it may see.")
    private @Nullable String tlp;

    @Option(
        names = "--feed-key",
        description = "A key that stands in the address of a feed and opens nothing else.")
    private boolean feedKey;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode wish = EventJson.mapper().createObjectNode();
      wish.put("name", name).put("role", role).put("feedOnly", feedKey);
      if (hub != null) {
        wish.put("hub", hub);
      }
      if (tlp != null) {
        wish.put("tlp", tlp);
      }
      JsonNode made =
          Objects.requireNonNull(service.ask("POST", PATH, wish.toString()), "no answer");
      spec.commandLine()
          .getOut()
          .println(
              output.json
                  ? made.toString()
                  : made.path("id").asText() + "\n" + made.path("token").asText());
      return ExitStatus.DONE;
    }
  }

  /** Shows them. */
  @Command(
      name = "list",
      description = "Lists tokens, the newest first: id, role, state, name, what it is bound to.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode page = Objects.requireNonNull(service.ask("GET", PATH, null), "no answer");
      for (JsonNode token : page.path("items")) {
        spec.commandLine().getOut().println(output.json ? token.toString() : line(token));
      }
      return ExitStatus.DONE;
    }
  }

  /** Ends one. */
  @Command(
      name = "revoke",
      description = "Revokes a token; within seconds it opens nothing any more.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Revoke implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Of the token, as list and add print it.")
    private String id;

    @Mixin private ServiceTarget service;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      service.ask("DELETE", PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8), null);
      spec.commandLine().getOut().println(output.json ? Json.line("revoked", id) : "revoked " + id);
      return ExitStatus.DONE;
    }
  }

  private static String line(JsonNode token) {
    List<String> words = new ArrayList<>();
    words.add(token.path("id").asText());
    words.add(token.path("role").asText());
    words.add(token.path("revokedAt").isNull() ? "active" : "revoked");
    words.add(token.path("name").asText());
    words.add("TLP:" + token.path("tlp").asText());
    if (token.hasNonNull("hub")) {
      words.add("hub=" + token.path("hub").asText());
    }
    if (token.path("feedOnly").asBoolean()) {
      words.add("feed key");
    }
    words.add("used " + token.path("lastUsedAt").asText("never").replace("null", "never"));
    return String.join("  ", words).replaceAll("\\p{C}", " ");
  }
}
