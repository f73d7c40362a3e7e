package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.detect.RuleExamples;
import dev.tunewatch.detect.RuleSource;
import dev.tunewatch.detect.rules.Rule;
import dev.tunewatch.events.EventJson;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The rule book, for those who write it. */
@Command(
    name = "rules",
    description = {
      "Tests and shows the rules that detection works with. A book with a mistake is refused whole,",
      "with file and line, and exit status 2."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch rules test --rules my-book",
      "  tunewatch rules list --signal V2",
      "  tunewatch rules show v1.name.ablation"
    },
    mixinStandardHelpOptions = true,
    subcommands = {RulesCommand.Test.class, RulesCommand.ListAll.class, RulesCommand.Show.class})
public final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "rules needs one of: test, list, show");
  }

  /** Runs the examples. */
  @Command(
      name = "test",
      description = {
        "Runs every rule against its examples, and looks for rules that have expired; exit",
        "status 3 if one does not hold."
      },
      mixinStandardHelpOptions = true)
  static final class Test implements Callable<Integer> {
    @Mixin private RuleBookOption book;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      RuleBook rules = book.load();
      PrintWriter out = spec.commandLine().getOut();
      RuleExamples.Outcome outcome = RuleExamples.run(rules);
      for (RuleExamples.Wrong wrong : outcome.wrong()) {
        out.println(output.json ? EventJson.mapper().valueToTree(wrong).toString() : wrong);
      }
      int expired = expired(rules, LocalDate.now(Clock.systemUTC()), out);
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "%s: %d rules, %d examples, %d do not hold, %d rules expired; seal %s%n",
              rules.version(),
              outcome.rules(),
              outcome.examples(),
              outcome.wrong().size(),
              expired,
              rules.seal());
      boolean well = outcome.wrong().isEmpty() && expired == 0;
      return well ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
    }

    private int expired(RuleBook rules, LocalDate today, PrintWriter out) {
      int expired = 0;
      for (Rule rule : rules.rules().all()) {
        RuleSource source = source(rules, rule.id());
        String expires = source.json().path("expires").asText("");
        if (!expires.isEmpty() && expires.compareTo(today.toString()) < 0) {
          String file = source.file();
          out.println(
              output.json
                  ? Json.line(
                      "file", file, "line", source.line(), "rule", rule.id(), "expired", expires)
                  : file + ":" + source.line() + ": " + rule.id() + " expired on " + expires);
          expired++;
        }
      }
      return expired;
    }
  }

  /** One line a rule. */
  @Command(
      name = "list",
      description = "Lists the rules: id, version, signal, status, tier, confidence, place.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private RuleBookOption book;

    @Option(
        names = "--signal",
        paramLabel = "ID",
        description = "Only rules of this signal, for example V1.")
    private @Nullable SignalId signal;

    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      RuleBook rules = book.load();
      PrintWriter out = spec.commandLine().getOut();
      for (Rule rule : rules.rules().all()) {
        if (signal == null || rule.signal() == signal) {
          out.println(output.json ? json(rules, rule) : line(rules, rule));
        }
      }
      return ExitStatus.DONE;
    }

    private static String line(RuleBook rules, Rule rule) {
      return String.format(
          Locale.ROOT,
          "%-34s %-3s %-6s %-5s %-2s %-5s %s:%d",
          rule.label(),
          rule.signal(),
          word(rule.status()),
          word(rule.role()),
          rule.tier(),
          rule.confidence(),
          source(rules, rule.id()).file(),
          source(rules, rule.id()).line());
    }
  }

  /** A rule, word for word. */
  @Command(
      name = "show",
      description = "Shows a rule with its rationale, terms and examples.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RULE", description = "Id of the rule.")
    private String id = "";

    @Mixin private RuleBookOption book;
    @Mixin private JsonOutput output;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      RuleBook rules = book.load();
      List<Rule> all = rules.rules().all();
      Rule rule =
          all.stream()
              .filter(candidate -> candidate.id().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ConfigError(
                          "there is no rule '"
                              + id
                              + "'"
                              + Nearest.hint(id, all.stream().map(Rule::id).toList())));
      PrintWriter out = spec.commandLine().getOut();
      if (output.json) {
        out.println(json(rules, rule));
      } else {
        RuleSource source = source(rules, id);
        out.println(source.file() + ":" + source.line() + " of book " + rules.version());
        source.json().properties().forEach(e -> print(e.getKey(), e.getValue(), "", out));
      }
      return ExitStatus.DONE;
    }

    private static void print(String name, JsonNode value, String indent, PrintWriter out) {
      if (value.isValueNode()) {
        out.println(indent + name + ": " + value.asText());
      } else if (value.isArray()) {
        out.println(indent + name + ":");
        value.forEach(item -> out.println(indent + "  - " + item.asText()));
      } else {
        out.println(indent + name + ":");
        value.properties().forEach(e -> print(e.getKey(), e.getValue(), indent + "  ", out));
      }
    }
  }

  private static String json(RuleBook rules, Rule rule) {
    RuleSource source = source(rules, rule.id());
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("book", rules.version());
    json.put("file", source.file());
    json.put("line", source.line());
    json.put("signal", rule.signal().name());
    json.put("role", word(rule.role()));
    json.put("tier", rule.tier().name());
    json.put("confidence", rule.confidence().decimal());
    json.setAll((ObjectNode) source.json());
    return json.toString();
  }

  private static RuleSource source(RuleBook rules, String id) {
    return rules.source(id).orElseThrow();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
