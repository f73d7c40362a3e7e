package dev.tunewatch.detect.v2;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * The author states that alignment, refusals or censorship were removed or left out. Weak claims
 * fire only in company and on a model that may be generative.
 */
public final class SafeguardsTrainedAway implements Detector {

  private final WeakClaims weak = new WeakClaims();

  @Override
  public Optional<Signal> detect(Observed observed) {
    Matches matches = observed.matches();
    Claims claims = new Claims(SignalId.V2).add(matches.of(SignalId.V2));
    if (!claims.hasMoreThanPriors() && matches.generative()) {
      weak.weigh(observed, claims);
    }
    return claims.signal();
  }
}
