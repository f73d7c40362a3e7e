package dev.tunewatch.app;

import dev.tunewatch.app.command.AlertsCommand;
import dev.tunewatch.app.command.BackfillCommand;
import dev.tunewatch.app.command.BenchCommand;
import dev.tunewatch.app.command.DeadLettersCommand;
import dev.tunewatch.app.command.DemoCommand;
import dev.tunewatch.app.command.DoctorCommand;
import dev.tunewatch.app.command.EraseCommand;
import dev.tunewatch.app.command.HubCommand;
import dev.tunewatch.app.command.IngestCommand;
import dev.tunewatch.app.command.InspectCommand;
import dev.tunewatch.app.command.RulesCommand;
import dev.tunewatch.app.command.StandaloneCommand;
import dev.tunewatch.app.command.StreamsCommand;
import dev.tunewatch.app.command.SubscriptionsCommand;
import dev.tunewatch.app.command.TokensCommand;
import dev.tunewatch.app.command.TopicsCommand;
import dev.tunewatch.app.config.ConfigError;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line of Tunewatch. */
@Command(
    name = "tunewatch",
    description = "A streaming monitor of fine-tune releases on model hubs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading =
        "%nExit status: 0 done, 1 failed, 2 usage or configuration, 3 problems found.%n",
    subcommands = {
      DemoCommand.class,
      StandaloneCommand.class,
      IngestCommand.class,
      BackfillCommand.class,
      StreamsCommand.class,
      AlertsCommand.class,
      InspectCommand.class,
      RulesCommand.class,
      HubCommand.class,
      TopicsCommand.class,
      DeadLettersCommand.class,
      SubscriptionsCommand.class,
      TokensCommand.class,
      EraseCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
    })
public final class Tunewatch {

  private Tunewatch() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    Logging.configure(System.getenv(), System.console() != null);
    int status = commandLine().execute(arguments);
    System.exit(status);
  }

  /** The commands, writing UTF-8 to the process's own streams. */
  public static CommandLine commandLine() {
    return new CommandLine(new Tunewatch())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                System.getenv("NO_COLOR") == null ? Ansi.AUTO : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrong, args) -> {
              PrintWriter err = wrong.getCommandLine().getErr();
              err.println("tunewatch: " + wrong.getMessage());
              CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
              err.println(
                  "Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
              return ExitStatus.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("tunewatch: " + sentence(failure));
              return failure instanceof ConfigError ? ExitStatus.USAGE : ExitStatus.FAILED;
            });
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
