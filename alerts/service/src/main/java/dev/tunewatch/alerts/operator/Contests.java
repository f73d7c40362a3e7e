package dev.tunewatch.alerts.operator;

import dev.tunewatch.alerts.alert.AlertId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makers said. */
public interface Contests {

  /**
   * Keeps a contest.
   *
   * @return empty where the alert, or the hour, has as many as it may
   */
  Optional<Contest> add(AlertId alert, String text, @Nullable String contact, Instant at);

  /** One of them. */
  Optional<Contest> find(long id);

  /** Answers an open one; false where it is not open. */
  boolean answer(long id, String status, @Nullable String answer, String by, Instant at);

  /**
   * A page, the newest first.
   *
   * @param status only those, null for all
   * @param alert only of this alert, null for all
   */
  List<Contest> list(@Nullable String status, @Nullable AlertId alert, long before, int limit);
}
