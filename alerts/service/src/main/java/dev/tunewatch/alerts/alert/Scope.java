package dev.tunewatch.alerts.alert;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts somebody may see.
 *
 * @param tlp the widest restriction
 * @param hub the only hub, null for all
 */
public record Scope(Tlp tlp, @Nullable String hub) {

  /** Without a token: what may be shared with everybody. */
  public static final Scope PUBLIC = new Scope(Tlp.CLEAR, null);

  /** Whether it holds this alert. */
  public boolean covers(Alert alert) {
    return tlp.covers(alert.tlp()) && (hub == null || hub.equals(alert.hub()));
  }

  /** The levels that it covers. */
  public List<Tlp> levels() {
    return Arrays.stream(Tlp.values()).filter(tlp::covers).toList();
  }
}
