package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.deadletter.Letter;
import dev.tunewatch.app.deadletter.LetterFilter;
import dev.tunewatch.app.deadletter.LetterJson;
import dev.tunewatch.app.deadletter.LetterLog;
import dev.tunewatch.app.deadletter.Redrive;
import dev.tunewatch.bus.LetterId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was refused, and sending it back. */
@Command(
    name = "dead-letters",
    description = "Lists what was refused with the reason, and sends it back.",
    mixinStandardHelpOptions = true,
    subcommands = {DeadLettersCommand.ListLetters.class, DeadLettersCommand.RedriveLetters.class})
public final class DeadLettersCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "dead-letters needs one of: list, redrive");
  }

  /** Which letters. */
  static final class Selection {

    @Option(
        names = "--stage",
        paramLabel = "STAGE",
        description = "Who refused: inspect, alerts, ingest.live, or ingest for all its lanes.")
    private @Nullable String stage;

    @Option(names = "--reason", paramLabel = "REASON", description = "Why, as in the metric.")
    private @Nullable String reason;

    @Option(
        names = "--since",
        paramLabel = "DURATION|TIME",
        description = "Refused that long ago or later, such as 6h, or since an ISO 8601 time.")
    private @Nullable String since;

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "One letter, as the list names it, such as 3@120; repeatable.")
    private List<String> ids = List.of();

    LetterFilter filter(boolean closed) {
      Set<LetterId> wanted = new LinkedHashSet<>();
      ids.forEach(id -> wanted.add(StandaloneCommand.parsed("--id", id, LetterId::parse)));
      return new LetterFilter(
          Optional.ofNullable(stage),
          Optional.ofNullable(reason),
          Optional.ofNullable(since)
              .map(text -> StandaloneCommand.parsed("--since", text, Selection::time)),
          wanted,
          closed);
    }

    private static Instant time(String text) {
      return text.contains("T")
          ? Instant.parse(text)
          : Instant.now().minus(Settings.parseDuration(text));
    }
  }

  /** Shows them. */
  @Command(
      name = "list",
      description = {
        "Lists dead letters, the newest last: id, time, age, stage, reason, size, attempts, key,",
        "position and error. With --json also the original bytes, as base64 and as text."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListLetters implements Callable<Integer> {
    @Mixin private Selection selection;

    @Option(names = "--all", description = "Also those that are dealt with.")
    private boolean all;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "At most so many, the newest (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Write the original bytes of each, as they came, to DIR/PARTITION-OFFSET.")
    private @Nullable Path out;

    @Mixin private KafkaTarget kafka;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (limit < 1) {
        throw new ConfigError("--limit is at least 1");
      }
      PrintWriter to = spec.commandLine().getOut();
      LetterFilter filter = selection.filter(all);
      try (LetterLog log = new LetterLog(kafka.resolve())) {
        List<Letter> letters = log.read(filter);
        int from = Math.max(0, letters.size() - limit);
        for (Letter letter : letters.subList(from, letters.size())) {
          Optional<byte[]> body =
              output.json || out != null ? log.body(letter.id()) : Optional.empty();
          if (out != null && body.isPresent()) {
            Files.createDirectories(out);
            Files.write(
                out.resolve(letter.id().partition() + "-" + letter.id().offset()), body.get());
          }
          to.println(output.json ? LetterJson.of(letter, body) : line(letter));
        }
        spec.commandLine()
            .getErr()
            .println((letters.size() - from) + " of " + letters.size() + " dead letters shown");
      }
      return ExitStatus.DONE;
    }

    private static String line(Letter letter) {
      return "%s  %s  %s old  %s  %s  %d bytes  %d attempts  %s  %s  %s  %s"
          .formatted(
              letter.id(),
              letter.at(),
              age(Duration.between(letter.at(), Instant.now())),
              letter.what().stage(),
              letter.what().reason(),
              letter.bytes(),
              letter.attempts(),
              letter.closed().map(outcome -> outcome.wireName()).orElse("open"),
              LetterJson.plain(LetterJson.key(letter.what().key())),
              letter.what().position(),
              LetterJson.plain(letter.what().error()));
    }

    private static String age(Duration age) {
      return age.toHours() >= 48
          ? age.toDays() + " d"
          : age.toMinutes() >= 120 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
    }
  }

  /** Sends them back. */
  @Command(
      name = "redrive",
      description = {
        "Sends dead letters back where they came from, once the cause is mended. A record goes to",
        "the end of its topic, unless something newer stands under its key; a hub's row is read",
        "by the adapter of today. A letter that was redriven is remembered and not sent twice."
      },
      footer = {
        "",
        "Examples:",
        "  tunewatch dead-letters redrive --data ./data --stage inspect --dry-run",
        "  tunewatch dead-letters redrive --kafka broker:9092 --reason detector_failed",
        "",
        "Exit status: 0 every selected letter is dealt with, 3 some are not."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class RedriveLetters implements Callable<Integer> {
    @Mixin private Selection selection;

    @Option(names = "--all", description = "All open letters; else something must be selected.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Mixin private KafkaTarget kafka;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      LetterFilter filter = selection.filter(false);
      if (!all && !filter.selects()) {
        throw new ConfigError("say which: --stage, --reason, --since, --id, or --all");
      }
      AtomicInteger closed = new AtomicInteger();
      AtomicInteger left = new AtomicInteger();
      PrintWriter to = spec.commandLine().getOut();
      try (Redrive redrive = new Redrive(kafka.resolve(), dryRun)) {
        redrive.run(
            filter,
            redriven -> {
              (redriven.closed() ? closed : left).incrementAndGet();
              to.println(output.json ? LetterJson.of(redriven) : line(redriven));
            });
      }
      spec.commandLine()
          .getErr()
          .println(
              (dryRun ? "would deal with " : "dealt with ")
                  + closed
                  + " dead letters, "
                  + left
                  + " stay");
      return left.get() == 0 ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
    }

    private static String line(Redrive.Redriven redriven) {
      Letter letter = redriven.letter();
      return "%s  %s  %s  %s  %s: %s"
          .formatted(
              letter.id(),
              letter.what().stage(),
              letter.what().reason(),
              LetterJson.plain(LetterJson.key(letter.what().key())),
              LetterJson.outcome(redriven),
              LetterJson.plain(redriven.detail()));
    }
  }
}
