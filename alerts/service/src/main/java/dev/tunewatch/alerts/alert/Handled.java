package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line in the history of an alert: who did what, when.
 *
 * @param alertId of which
 * @param at when
 * @param actor who; {@link #SERVICE} where nobody asked for it
 * @param action what, one of {@link AlertAction#name()}, or {@code version}, {@code woke}, {@code
 *     verdict_ended}, {@code carried_over}, {@code answer}
 * @param from status before
 * @param handling after it
 * @param reason code of why, null where there is none
 * @param note what was said, null where nothing was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Handled(
    AlertId alertId,
    Instant at,
    String actor,
    String action,
    Handling.Status from,
    Handling handling,
    @Nullable String reason,
    @Nullable String note) {

  /** The actor of what happens by itself. */
  public static final String SERVICE = "tunewatch";

  /** UTF-16 units of a note. */
  public static final int MAX_NOTE = 1_000;
}
