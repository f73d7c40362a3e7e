package dev.tunewatch.detect.o4;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.Status;
import java.util.Optional;

/**
 * The name was removed, renamed, hidden or disabled, as two reads agreed or the hub itself says.
 */
public final class Churn implements Detector {

  @Override
  public Optional<Signal> detect(Observed observed) {
    Release release = observed.subject().release();
    Claims claims = new Claims(SignalId.O4);
    release
        .status()
        .map(Status::state)
        .filter(state -> state != Status.State.AVAILABLE)
        .ifPresent(state -> claims.add(Tier.E1, told("status", state.wireName())));
    if (Boolean.TRUE.equals(release.listing().disabled())) {
      claims.add(Tier.E1, told("disabled", "true"));
    }
    return claims.signal();
  }

  private static Evidence told(String field, String value) {
    return new Evidence(field, value, null, null, "o4.status/1");
  }
}
