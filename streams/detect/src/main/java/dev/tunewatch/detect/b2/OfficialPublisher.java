package dev.tunewatch.detect.b2;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.Optional;

/** A vendor's card speaks of censorship and filtering as a matter of course. */
public final class OfficialPublisher implements Suppressor {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.B2).add(observed.matches().of(SignalId.B2)).signal();
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    return switch (fact.id()) {
      case V2, V3 -> fact.tier().compareTo(Tier.E3) >= 0;
      case V1 -> fact.tier() != Tier.E1;
      default -> false;
    };
  }
}
