package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.CaughtUp;
import dev.tunewatch.app.run.HubTarget;
import dev.tunewatch.app.run.Standalone;
import dev.tunewatch.app.run.StandaloneOptions;
import dev.tunewatch.app.run.UntilStopped;
import dev.tunewatch.crawler.Since;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything in one process, against live hubs. */
@Command(
    name = "standalone",
    description = {
      "Runs the crawler, the stream processor and the alerting service in one process, with an",
      "embedded Kafka and an embedded PostgreSQL unless others are named."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch standalone --hub huggingface --data ./data",
      "  tunewatch standalone --hub huggingface=http://127.0.0.1:9400 --since all --data ./data"
          + " --once"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class StandaloneCommand implements Callable<Integer> {

  @Option(
      names = "--hub",
      required = true,
      paramLabel = "NAME[=BASE_URL]",
      description = {
        "A hub, at its public address or another; repeatable.",
        "folder=DIR publishes recorded listings instead."
      })
  private List<String> hubs = List.of();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder that is kept between runs.")
  private Path data;

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Console and API, 0 for a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "An external Kafka instead of the embedded broker.")
  private @Nullable String kafka;

  @Option(
      names = "--database",
      paramLabel = "JDBC_URL",
      description = {
        "A PostgreSQL server instead of the embedded one; user and password in the address",
        "or in TUNEWATCH_DATABASE_USER and TUNEWATCH_DATABASE_PASSWORD."
      })
  private @Nullable String database;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "A subscriber: immediate, ungrouped, P3 and above, backlog included.")
  private @Nullable String webhook;

  @Option(
      names = "--webhook-secret",
      paramLabel = "whsec_...",
      description = "What deliveries to it are signed with (default: made on the first run).")
  private @Nullable String webhookSecret;

  @Option(
      names = "--allow-local-targets",
      description = "Webhooks may go to http and to loopback addresses.")
  private boolean allowLocalTargets;

  @Option(
      names = "--since",
      defaultValue = "24h",
      paramLabel = "24h|all|TIME",
      description = "How far back a first start goes (default: ${DEFAULT-VALUE}).")
  private String since;

  @Option(
      names = "--backfill",
      description = "Walk the whole hub once as well, at what its limits leave.")
  private boolean backfill;

  @Option(
      names = "--poll-interval",
      defaultValue = "60s",
      paramLabel = "DURATION",
      description = "Pause between two polls of the live lane (default: ${DEFAULT-VALUE}).")
  private String pollInterval;

  @Option(
      names = "--hub-token-file",
      paramLabel = "FILE",
      description = "Access token for the hub, sent to that hub only.")
  private @Nullable Path hubTokenFile;

  @Option(
      names = "--push-secret-file",
      paramLabel = "FILE",
      description = "Secret of the Hugging Face Hub's webhooks, taken at POST /hooks/huggingface.")
  private @Nullable Path pushSecretFile;

  @Option(
      names = "--restricted-terms-file",
      paramLabel = "FILE",
      description = "Your own terms of H2 and H3, which the built-in rules do not hold.")
  private @Nullable Path restrictedTermsFile;

  @Option(
      names = "--contact",
      defaultValue = "",
      paramLabel = "ADDRESS",
      description = "Your address, told to the hub in the User-Agent.")
  private String contact;

  @Option(
      names = "--once",
      description = "Stop when all is crawled, assessed and delivered; print one JSON line.")
  private boolean once;

  @Option(
      names = "--admin-token-file",
      paramLabel = "FILE",
      description = "The admin token (default: one is made and printed on the first run).")
  private @Nullable Path adminTokenFile;

  @Option(
      names = "--public-view",
      description = "Alerts marked TLP:CLEAR may be read without a token.")
  private boolean publicView;

  @Option(
      names = "--canary-every",
      defaultValue = "24h",
      paramLabel = "DURATION|off",
      description = {
        "How often a made-up release is followed from ingest to its alert, which nobody is told",
        "of (default: ${DEFAULT-VALUE}; never with --once)."
      })
  private String canaryEvery;

  @Mixin private MailOptions mail;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StandaloneOptions options = options(System.getenv()::get);
    PrintWriter err = spec.commandLine().getErr();
    long startedAt = System.nanoTime();
    Standalone standalone = Standalone.start(options, Clock.systemUTC());
    UntilStopped guard = UntilStopped.guard(standalone);
    err.printf(
        "ready after %.1f s at %s%n", (System.nanoTime() - startedAt) / 1e9, standalone.address());
    standalone
        .firstRunToken()
        .ifPresent(token -> err.println("admin token, shown this once: " + token));
    if (output.json && !once) {
      spec.commandLine().getOut().println(Json.line("address", standalone.address()));
    }
    return once ? runOnce(standalone) : runOn(standalone, guard);
  }

  private int runOnce(Standalone standalone) throws InterruptedException {
    CaughtUp.Totals totals;
    try (OnceProgress progress = OnceProgress.onTerminal()) {
      CaughtUp caughtUp = new CaughtUp(standalone, () -> {});
      totals = new CaughtUp(standalone, () -> progress.show(caughtUp.totals())).await();
    }
    standalone.close();
    spec.commandLine().getOut().println(totals.json());
    if (totals.stalled() > 0) {
      spec.commandLine()
          .getErr()
          .println(totals.stalled() + " deliveries keep failing; a later run goes on with them");
      return ExitStatus.FAILED;
    }
    return ExitStatus.DONE;
  }

  private static int runOn(Standalone standalone, UntilStopped guard) throws InterruptedException {
    guard.await(standalone.failed());
    return ExitStatus.DONE;
  }

  private StandaloneOptions options(Function<String, @Nullable String> environment) {
    parsed("--since", since, Since::parse);
    if (webhookSecret != null && webhook == null) {
      throw new ConfigError("--webhook-secret goes with --webhook");
    }
    return new StandaloneOptions(
        hubs.stream().map(HubTarget::parse).toList(),
        data,
        host,
        port,
        Optional.ofNullable(kafka),
        Optional.ofNullable(database),
        Optional.ofNullable(environment.apply("TUNEWATCH_DATABASE_USER"))
            .map(
                user ->
                    new StandaloneOptions.Credentials(
                        user,
                        Optional.ofNullable(environment.apply("TUNEWATCH_DATABASE_PASSWORD"))
                            .orElse(""))),
        Optional.ofNullable(webhook)
            .map(
                url ->
                    new StandaloneOptions.Webhook(
                        parsed("--webhook", url, Settings::parseAddress),
                        Optional.ofNullable(webhookSecret))),
        mail.read(),
        allowLocalTargets,
        since,
        backfill,
        parsed("--poll-interval", pollInterval, Settings::parseDuration),
        secret("--hub-token-file", hubTokenFile),
        secret("--push-secret-file", pushSecretFile)
            .or(() -> Optional.ofNullable(environment.apply("TUNEWATCH_PUSH_SECRET"))),
        contact,
        once,
        secret("--admin-token-file", adminTokenFile),
        publicView,
        parsed("--canary-every", canaryEvery, Settings::parseInterval),
        Optional.ofNullable(restrictedTermsFile));
  }

  /** What a file holds, without the space around it. */
  static Optional<String> secret(String flag, @Nullable Path file) {
    if (file == null) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new ConfigError(flag + " " + file + " is empty");
      }
      return Optional.of(text);
    } catch (IOException e) {
      throw new ConfigError(flag + " " + file + " cannot be read");
    }
  }

  /** Reads a flag's value, or says in one line what is wrong with it. */
  static <T> T parsed(String flag, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (ConfigError e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ConfigError(flag + " '" + text + "' cannot be read: " + e.getMessage());
    }
  }
}
