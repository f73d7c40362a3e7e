package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.run.CaughtUp;
import dev.tunewatch.app.run.Demo;
import dev.tunewatch.app.run.UntilStopped;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole product on a recorded day, offline. */
@Command(
    name = "demo",
    description = {
      "Runs the whole product on a recorded day, without network: a simulated hub, an embedded",
      "Kafka and PostgreSQL, the console, and a subscriber that prints each alert it is sent",
      "after checking its signature. Ctrl-C stops it and leaves nothing behind."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Console and API, 0 for a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--once", description = "Stop when all of the day is assessed and delivered.")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    spec.commandLine().getErr().println("starting Kafka, PostgreSQL and the services ...");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Demo demo = Demo.start(port, out, Clock.systemUTC());
    UntilStopped guard = UntilStopped.guard(demo);
    String console = demo.standalone().address();
    out.println("console: " + console);
    demo.standalone()
        .firstRunToken()
        .ifPresent(token -> out.println("  as an administrator: " + console + "#token=" + token));
    CaughtUp.Totals totals = new CaughtUp(demo.standalone(), () -> {}).await();
    out.printf(
        "%d releases assessed, %d flagged, %d alerts, %d delivered with a good signature%n",
        totals.assessed(), totals.flagged(), totals.alerts(), demo.subscriber().delivered());
    out.println("console: " + console);
    if (once) {
      demo.close();
      return ExitStatus.DONE;
    }
    spec.commandLine().getErr().println("Ctrl-C stops it");
    guard.await(demo.standalone().failed());
    return ExitStatus.DONE;
  }
}
