package dev.tunewatch.alerts.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of every change that somebody asked for. An entry is written before the change and
 * completed after it, so that a crash in between leaves a trace, never a change without one.
 */
public interface AuditLog {

  /** Of an entry whose change is under way, or whose process died. */
  String BEGUN = "begun";

  /** Of a change that was made. */
  String DONE = "done";

  /** Of one that broke off in a way that may have changed something. */
  String FAILED = "failed";

  /** Writes that something is about to be changed; returns the entry's id. */
  long begin(Instant at, String actor, String action, String object);

  /**
   * Completes an entry.
   *
   * @param before JSON of what it was, null where there is nothing to show
   * @param after JSON of what it is
   */
  void complete(
      long id, String outcome, String object, @Nullable String before, @Nullable String after);

  /** Takes an entry out: nothing was changed. */
  void drop(long id);

  /**
   * A page, the newest first.
   *
   * @param actor only his, null for all
   * @param before ids lower than this
   */
  List<Entry> list(@Nullable String actor, long before, int limit);

  /**
   * One change.
   *
   * @param actor name of the token
   * @param action method and address pattern
   * @param object what was changed
   * @param before what it was, without secrets
   * @param after what it is, without secrets
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String object,
      String outcome,
      @JsonRawValue @Nullable String before,
      @JsonRawValue @Nullable String after) {}
}
