package dev.tunewatch.detect.b4;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.Optional;

/**
 * Work that speaks of what it defends against, and domains whose words look like removal. Words of
 * defence silence hazards; a domain silences weak words only, so that nobody buys silence by naming
 * one. A series by its own maker is no word of a domain, and is not silenced.
 */
public final class BenignDomain implements Suppressor {

  @Override
  public Optional<Signal> detect(Observed observed) {
    return new Claims(SignalId.B4).add(observed.matches().of(SignalId.B4)).signal();
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    return switch (fact.id()) {
      case H1, H6, H7, H8 -> context.tier() != Tier.E6 && fact.tier() != Tier.E1;
      case H2, H3 -> false;
      default -> fact.id().kind() == 'V' && fact.tier() == Tier.E6 && !isSeries(fact);
    };
  }

  private static boolean isSeries(Signal fact) {
    return fact.evidence().stream().anyMatch(evidence -> evidence.rule().startsWith("v2.series/"));
  }
}
