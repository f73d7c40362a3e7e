package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name that a filter may use, with what stands behind it. The set is closed: what is not here
 * cannot be asked for.
 *
 * @param name as it is written
 * @param type in CEL
 * @param values all that it can ever be; empty where that is open
 * @param rank how many alerts share a value, roughly: the lowest is the most telling; 0 where
 *     equality with it is no way to find a filter
 * @param meaning for people
 * @param of its value for an alert
 */
public record Variable(
    String name,
    CelType type,
    List<String> values,
    int rank,
    String meaning,
    Function<Alert, Object> of) {

  /** All names, in the order in which the documentation shows them. */
  public static final List<Variable> ALL =
      List.of(
          text("severity", names(Severity.values()), 9, "P1 is the most severe", a -> a.severity()),
          text("hub", List.of(), 8, "the hub's short name", Alert::hub),
          texts(
              "signals",
              names(SignalId.values()),
              7,
              "ids of the signals that flag",
              a -> a.signals().stream().filter(Signal::flags).map(s -> s.id().name())),
          text("rootBase", List.of(), 5, "base at the top; empty where unknown", Alert::root),
          text("uploader", List.of(), 4, "who published the leading copy", Variable::uploader),
          texts(
              "uploaders",
              List.of(),
              6,
              "who published the named copies",
              a -> a.members().stream().map(m -> owner(m.release().id())).distinct()),
          text("name", List.of(), 2, "the leading copy, owner/name", Variable::lead),
          text("key", List.of(), 3, "what all copies share", Alert::canonicalKey),
          text("id", List.of(), 1, "the alert's id, al_…", Alert::id),
          number("copies", "flagged copies", a -> (long) a.flaggedCount()),
          number("members", "all notable copies", a -> (long) a.memberCount()),
          number("downloads", "in 30 days, of the named copies together", Variable::downloads),
          text("tlp", names(Tlp.values()), 0, "CLEAR, GREEN, AMBER or RED", a -> a.tlp()),
          text(
              "state",
              Arrays.stream(AlertState.values()).map(AlertState::wireName).toList(),
              0,
              "new, updated, withdrawn or superseded",
              a -> a.state().wireName()),
          flag("backlog", "old news when it was first assessed", Alert::backlog),
          flag(
              "inherited",
              "every signal that flags came over lineage",
              a ->
                  a.signals().stream()
                      .filter(Signal::flags)
                      .allMatch(s -> s.inheritedFrom() != null)),
          number("version", "1 for the first word on it", a -> (long) a.version()),
          flag("scored", "whether the five numbers below are known", a -> a.risk() != null),
          number("risk", "R, 0 to 100", a -> a.risk() == null ? 0L : (long) a.risk().score()),
          factor("hazard", Risk::hazard),
          factor("exposure", Risk::exposure),
          factor("vulnerability", Risk::vulnerability),
          factor("confidence", Risk::confidence));

  private static final Map<String, Variable> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Variable::name, v -> v));

  public Variable {
    values = List.copyOf(values);
  }

  /** The one of this name. */
  public static Optional<Variable> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Who published the leading copy; empty where there is none. */
  public static String uploader(Alert alert) {
    return owner(lead(alert));
  }

  /** Whether it can be used to find the filters that may match. */
  boolean indexed() {
    return rank > 0;
  }

  private static String lead(Alert alert) {
    return alert.lead() == null ? "" : alert.lead().release().id();
  }

  private static String owner(String release) {
    int slash = release.indexOf('/');
    return slash < 0 ? "" : release.substring(0, slash);
  }

  private static long downloads(Alert alert) {
    long sum = 0;
    for (Member member : alert.members()) {
      long one = member.downloads() == null ? 0 : Math.max(0, member.downloads());
      sum = sum > Long.MAX_VALUE - one ? Long.MAX_VALUE : sum + one;
    }
    return sum;
  }

  private static Variable text(
      String name,
      List<String> values,
      int rank,
      String meaning,
      Function<Alert, @Nullable Object> of) {
    return new Variable(
        name, SimpleType.STRING, values, rank, meaning, alert -> shown(of.apply(alert)));
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Variable texts(
      String name,
      List<String> values,
      int rank,
      String meaning,
      Function<Alert, Stream<String>> of) {
    return new Variable(
        name,
        ListType.create(SimpleType.STRING),
        values,
        rank,
        meaning,
        alert -> of.apply(alert).toList());
  }

  private static Variable number(String name, String meaning, Function<Alert, Object> of) {
    return new Variable(name, SimpleType.INT, List.of(), 0, meaning, of);
  }

  private static Variable flag(String name, String meaning, Function<Alert, Object> of) {
    return new Variable(name, SimpleType.BOOL, List.of(), 0, meaning, of);
  }

  private static Variable factor(String name, Function<Risk, BigDecimal> of) {
    return new Variable(
        name,
        SimpleType.DOUBLE,
        List.of(),
        0,
        "0 to 1",
        alert -> alert.risk() == null ? 0.0 : of.apply(alert.risk()).doubleValue());
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
