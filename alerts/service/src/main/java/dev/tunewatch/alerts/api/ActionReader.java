package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.alerts.alert.AlertAction;
import dev.tunewatch.alerts.alert.Handled;
import dev.tunewatch.alerts.verdict.Triage.Deed;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an action on alerts from the body of a request. */
final class ActionReader {

  static final List<String> FIELDS =
      List.of("action", "assignee", "until", "reason", "signals", "expiresAt", "note");
  static final List<String> ACTIONS =
      List.of("acknowledge", "assign", "resolve", "false_positive", "snooze", "reopen", "comment");
  static final List<String> REASONS =
      Arrays.stream(Verdict.Reason.values()).map(Verdict.Reason::wireName).toList();

  private static final int MAX_NAME = 100;

  private ActionReader() {}

  /** What this caller wants done. */
  static Deed read(FieldReader fields, String actor) {
    String name =
        fields.text("action").orElseThrow(() -> new Refused(422, "action is missing", "action"));
    AlertAction action = action(name, fields);
    String note = fields.bounded("note", Handled.MAX_NOTE).orElse(null);
    if (action instanceof AlertAction.Comment && note == null) {
      throw new Refused(422, "a comment has a note", "note");
    }
    return new Deed(
        actor,
        action,
        action instanceof AlertAction.FalsePositive wrong ? wrong.reason().wireName() : null,
        note);
  }

  static Verdict.Reason reason(FieldReader fields) {
    return fields
        .word("reason", Verdict.Reason::ofWireName, REASONS)
        .orElseThrow(() -> new Refused(422, "reason is one of " + REASONS, "reason"));
  }

  static List<SignalId> signals(FieldReader fields) {
    List<SignalId> signals = new ArrayList<>();
    for (JsonNode item : fields.list("signals", SignalId.values().length)) {
      try {
        signals.add(SignalId.valueOf(item.asText()));
      } catch (IllegalArgumentException unknown) {
        throw new Refused(422, "signals are names of the catalogue, such as V2", "signals");
      }
    }
    return signals;
  }

  private static AlertAction action(String name, FieldReader fields) {
    return switch (name) {
      case "acknowledge" -> new AlertAction.Acknowledge();
      case "assign" -> new AlertAction.Assign(fields.bounded("assignee", MAX_NAME).orElse(null));
      case "resolve" -> new AlertAction.Resolve();
      case "snooze" ->
          new AlertAction.Snooze(
              fields
                  .time("until")
                  .orElseThrow(() -> new Refused(422, "until is missing", "until")));
      case "reopen" -> new AlertAction.Reopen();
      case "comment" -> new AlertAction.Comment();
      case "false_positive" ->
          new AlertAction.FalsePositive(
              reason(fields), signals(fields), fields.time("expiresAt").orElse(null));
      default -> throw new Refused(422, "action is one of " + ACTIONS, "action");
    };
  }
}
