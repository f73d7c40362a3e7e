package dev.tunewatch.detect.o4;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.v1.SafeguardsAblated;
import dev.tunewatch.detect.v2.SafeguardsTrainedAway;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.Status;
import java.util.List;
import java.util.Optional;

/**
 * The name was removed, renamed, hidden or disabled, as two reads agreed or the hub itself says; or
 * tags that declared a removal were scrubbed while the weights stayed, and nothing tells it any
 * more.
 */
public final class Churn implements Detector {

  /** The rule that alerts. */
  public static final String SCRUBBED = "o4.scrubbed/1";

  private final List<Detector> removals =
      List.of(new SafeguardsAblated(), new SafeguardsTrainedAway());

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
    for (String tags : scrubbed(observed)) {
      claims.add(Tier.E1, new Evidence("tags", tags, null, null, SCRUBBED));
    }
    return claims.signal();
  }

  /**
   * Who takes a claim from the tags and leaves it in the name or the card has hidden nothing; and
   * safety tools and vendors may tidy up.
   */
  private List<String> scrubbed(Observed observed) {
    boolean harmless =
        !observed.matches().of(SignalId.B1).isEmpty()
            || !observed.matches().of(SignalId.B2).isEmpty();
    boolean open =
        removals.stream()
            .anyMatch(removal -> removal.detect(observed).filter(Signal::flags).isPresent());
    return harmless || open ? List.of() : observed.family().scrubbed();
  }

  private static Evidence told(String field, String value) {
    return new Evidence(field, value, null, null, "o4.status/1");
  }
}
