package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one message again. */
@Command(
    name = "resend",
    description = {
      "Sends the message of an entry of the delivery log again.",
      "It has the idempotency key that it had, so a receiver that has it may drop it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ResendDelivery implements Callable<Integer> {

  @Parameters(paramLabel = "DELIVERY", description = "The id of the entry in /api/v1/deliveries.")
  private long delivery;

  @Mixin private ServiceTarget service;
  @Mixin private JsonOutput output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    service.ask("POST", "/api/v1/deliveries/" + delivery + "/resend", null);
    spec.commandLine()
        .getOut()
        .println(output.json ? Json.line("resent", Long.toString(delivery)) : "resent " + delivery);
    return ExitStatus.DONE;
  }
}
