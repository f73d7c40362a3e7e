package dev.tunewatch.app.command;

import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.KafkaConfig;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.app.run.Topics;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.PartitionMismatch;
import dev.tunewatch.bus.Provisioning;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Topics as contracts: created on purpose, compared on demand. */
@Command(
    name = "topics",
    description = "Creates the topics, or compares a cluster with them.",
    mixinStandardHelpOptions = true,
    subcommands = {TopicsCommand.Apply.class, TopicsCommand.Check.class})
public final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "topics needs one of: apply, check");
  }

  /** Creates what is missing. */
  @Command(
      name = "apply",
      description = "Creates the topics that are missing; changes and deletes none.",
      mixinStandardHelpOptions = true)
  static final class Apply implements Callable<Integer> {
    @Mixin private ConfigOptions config;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      KafkaSettings kafka = kafka(config);
      try (Admin admin = Clients.admin(kafka)) {
        List<String> created = new Provisioning(admin, kafka).apply(Topics.all());
        print(spec.commandLine().getOut(), output.json, "created", created);
        return ExitStatus.DONE;
      } catch (PartitionMismatch e) {
        throw new ConfigError(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Compares and changes nothing. */
  @Command(
      name = "check",
      description = "Says where the cluster differs from the contracts; exit status 3 if it does.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Mixin private ConfigOptions config;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      KafkaSettings kafka = kafka(config);
      try (Admin admin = Clients.admin(kafka)) {
        List<String> differences = new Provisioning(admin, kafka).check(Topics.all());
        print(spec.commandLine().getOut(), output.json, "difference", differences);
        return differences.isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
      }
    }
  }

  private static KafkaSettings kafka(ConfigOptions config) {
    Settings settings = config.resolve(ServiceKeys.shared());
    return KafkaConfig.of(settings);
  }

  private static void print(PrintWriter out, boolean json, String what, List<String> lines) {
    for (String line : lines) {
      out.println(json ? Json.line(what, line) : what + ": " + line);
    }
  }
}
