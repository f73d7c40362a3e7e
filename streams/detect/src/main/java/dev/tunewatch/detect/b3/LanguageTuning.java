package dev.tunewatch.detect.b3;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.List;
import java.util.Optional;

/**
 * Tuned for a language or a culture. Weak words of removal mean alignment of texts there; a
 * declaration stands in any language.
 */
public final class LanguageTuning implements Suppressor {

  private static final Confidence DECLARED = Confidence.of(0.90);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.B3).add(observed.matches().of(SignalId.B3));
    List<String> languages = observed.subject().release().listing().languages();
    boolean foreign =
        !languages.isEmpty() && languages.stream().noneMatch(l -> l.equalsIgnoreCase("en"));
    if (foreign) {
      claims.add(
          Tier.E2, DECLARED, new Evidence("language", languages.get(0), null, null, "b3.head/1"));
    }
    return claims.signal();
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    return fact.id().kind() == 'V' && fact.tier() == Tier.E6;
  }
}
