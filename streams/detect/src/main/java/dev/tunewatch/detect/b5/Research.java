package dev.tunewatch.detect.b5;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.Optional;

/**
 * Made to be studied: organisms of misalignment, backdoor benchmarks, attacks on an author's own
 * defence. A paper in the tags only supports that; every second model cites one.
 */
public final class Research implements Suppressor {

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.B5).add(observed.matches().of(SignalId.B5));
    return claims.hasMoreThanPriors() ? claims.signal() : Optional.empty();
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    char kind = fact.id().kind();
    return (kind == 'H' || kind == 'V') && fact.tier() != Tier.E1;
  }
}
