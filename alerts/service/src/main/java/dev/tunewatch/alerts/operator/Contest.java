package dev.tunewatch.alerts.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.AlertId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a maker says against an alert.
 *
 * @param id grows with time
 * @param status {@link #OPEN}, {@link #UPHELD} or {@link #DISMISSED}
 * @param text what he says; empty once it was forgotten
 * @param contact how he wants to be reached, null where he did not say
 * @param answer what he is told, null while it is open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Contest(
    long id,
    AlertId alertId,
    Instant at,
    String status,
    String text,
    @Nullable String contact,
    @Nullable String answer,
    @Nullable String answeredBy,
    @Nullable Instant answeredAt) {

  /** Nobody has answered. */
  public static final String OPEN = "open";

  /** The maker was right; the alert is taken back. */
  public static final String UPHELD = "upheld";

  /** The alert stands. */
  public static final String DISMISSED = "dismissed";

  /** UTF-16 units of what is said. */
  public static final int MAX_TEXT = 2_000;

  /** UTF-16 units of a contact. */
  public static final int MAX_CONTACT = 200;

  /** Open contests of one alert: more would say the same. */
  public static final int MOST_OPEN = 3;

  /** Contests an hour, of all makers; who comes without a token cannot be told apart. */
  public static final int MOST_AN_HOUR = 60;
}
