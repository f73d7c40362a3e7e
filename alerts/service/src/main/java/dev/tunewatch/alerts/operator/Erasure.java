package dev.tunewatch.alerts.operator;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is left of an alert when one release is forgotten. Copies that others keep still stand; what
 * cannot be told without the name goes whole.
 */
public final class Erasure {

  private static final String GONE = "(erased)";

  private Erasure() {}

  /**
   * The alert without that release.
   *
   * @return empty where its name is part of the rest, such as of the cluster's id
   */
  public static Optional<Alert> of(Alert alert, ReleaseName release) {
    List<Member> others =
        alert.members().stream()
            .filter(member -> !member.release().equals(release))
            .map(member -> without(member, release))
            .toList();
    Member lead =
        alert.lead() != null && alert.lead().release().equals(release)
            ? others.stream().filter(Member::flagged).findFirst().orElse(null)
            : alert.lead() == null ? null : without(alert.lead(), release);
    if (others.isEmpty()) {
      return Optional.empty();
    }
    Alert left =
        alert.with(
            edit -> {
              edit.headline(alert.headline().replace(release.id(), GONE))
                  .lead(lead)
                  .members(others);
              if (alert.root() != null && alert.root().endsWith(release.id())) {
                edit.root(GONE);
              }
              // A cluster's quotes do not say which member they are of.
              edit.signals(alert.signals().stream().map(Erasure::unquoted).toList());
              // A reason may name whom something was inherited from.
              edit.reasons(List.of());
            });
    return isNamedIn(left, release) ? Optional.empty() : Optional.of(left);
  }

  /** Whether an alert tells of this release at all. */
  public static boolean isNamedIn(Alert alert, ReleaseName release) {
    return Pattern.compile(pattern(release))
        .matcher(AlertJson.write(alert).toLowerCase(Locale.ROOT))
        .find();
  }

  /**
   * A regular expression, for Java and for PostgreSQL, that finds a release's name in lower-case
   * JSON and not the longer names that begin or end like it.
   */
  public static String pattern(ReleaseName release) {
    String quoted = AlertJson.text(release.id()).toLowerCase(Locale.ROOT);
    StringBuilder pattern = new StringBuilder("(?<![a-z0-9_.-])");
    quoted
        .codePoints()
        .forEach(
            c -> {
              if (!Character.isLetterOrDigit(c) && c < 128) {
                pattern.append('\\');
              }
              pattern.appendCodePoint(c);
            });
    return pattern.append("(?![a-z0-9_-]|\\.[a-z0-9_])").toString();
  }

  private static Member without(Member member, ReleaseName release) {
    return new Member(
        member.release(),
        member.url(),
        member.createdAt(),
        member.observedAt(),
        member.downloads(),
        member.severity(),
        member.flagged(),
        member.signals().stream()
            .map(signal -> names(signal, release) ? unquoted(signal) : signal)
            .toList(),
        member.parents().stream().filter(parent -> !parent.id().equals(release.id())).toList());
  }

  private static boolean names(Signal signal, ReleaseName release) {
    return Objects.equals(signal.inheritedFrom(), release.key())
        || signal.evidence().stream().anyMatch(e -> e.quote().contains(release.id()));
  }

  private static Signal unquoted(Signal signal) {
    return new Signal(
        signal.id(),
        signal.tier(),
        signal.confidence(),
        signal.suppressedBy(),
        signal.inheritedFrom() == null ? null : GONE,
        signal.evidence().stream()
            .map(e -> new Evidence(e.field(), GONE, null, null, e.rule()))
            .toList());
  }
}
