package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.assessments.SignalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a version of an alert says that the one before it did not, and why it was told.
 *
 * @param causes why, at least one: {@code first}, {@code signal_added}, {@code severity}, {@code
 *     reach}, {@code fresh_copy}, {@code stands_again}, {@code evidence_gone}, {@code
 *     cluster_moved}, {@code false_positive}, {@code revised}
 * @param signalsAdded that flag now and did not
 * @param signalsRemoved that flagged and do not
 * @param severity null where it is the same
 * @param flagged number of flagged copies, null where it is the same
 * @param root base of the family, null where it is the same
 * @param lead the release that the headline names, null where it is the same
 * @param rules rule book, null where it is the same
 * @param reason of a retraction, null where it is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Changes(
    List<String> causes,
    List<SignalId> signalsAdded,
    List<SignalId> signalsRemoved,
    @Nullable Move severity,
    @Nullable Move flagged,
    @Nullable Move root,
    @Nullable Move lead,
    @Nullable Move rules,
    @Nullable String reason) {

  public Changes {
    causes = List.copyOf(causes);
    signalsAdded = List.copyOf(signalsAdded);
    signalsRemoved = List.copyOf(signalsRemoved);
  }

  /**
   * From one word to another.
   *
   * @param from null where there was none
   * @param to null where there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Move(@Nullable String from, @Nullable String to) {

    static @Nullable Move of(@Nullable Object from, @Nullable Object to) {
      return Objects.equals(from, to)
          ? null
          : new Move(from == null ? null : from.toString(), to == null ? null : to.toString());
    }
  }

  /**
   * Compares two versions as they were told.
   *
   * @param before null where the later is the first
   */
  public static Changes between(@Nullable Alert before, Alert after) {
    if (before == null) {
      return new Changes(
          List.of("first"), after.flagging(), List.of(), null, null, null, null, null, null);
    }
    return new Changes(
        causes(before, after),
        without(after.flagging(), before.flagging()),
        without(before.flagging(), after.flagging()),
        Move.of(before.severity(), after.severity()),
        Move.of(before.flaggedCount(), after.flaggedCount()),
        Move.of(before.root(), after.root()),
        Move.of(lead(before), lead(after)),
        Move.of(before.rules(), after.rules()),
        after.reason());
  }

  private static List<String> causes(Alert before, Alert after) {
    switch (after.state()) {
      case WITHDRAWN:
        return List.of("evidence_gone");
      case SUPERSEDED:
        return List.of("cluster_moved");
      case FALSE_POSITIVE:
        return List.of("false_positive");
      case NEW:
      case UPDATED:
        break;
    }
    List<String> causes = new ArrayList<>();
    if (before.state().retracts()) {
      causes.add("stands_again");
    }
    if (!without(after.flagging(), before.flagging()).isEmpty()) {
      causes.add("signal_added");
    }
    if (before.severity() != after.severity()) {
      causes.add("severity");
    }
    if (Revisions.milestone(after.flaggedCount()) > Revisions.milestone(before.flaggedCount())) {
      causes.add("reach");
    }
    if (before.backlog() && !after.backlog()) {
      causes.add("fresh_copy");
    }
    return causes.isEmpty() ? List.of("revised") : causes;
  }

  private static @Nullable String lead(Alert alert) {
    return alert.lead() == null ? null : alert.lead().release().key();
  }

  private static List<SignalId> without(List<SignalId> all, List<SignalId> these) {
    return all.stream().filter(id -> !these.contains(id)).toList();
  }
}
