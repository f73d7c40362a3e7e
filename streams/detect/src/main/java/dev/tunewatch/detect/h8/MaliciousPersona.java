package dev.tunewatch.detect.h8;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A persona that is sold or shared as a helper in crime. */
public final class MaliciousPersona implements Detector {

  private static final Predicate<String> DANISH =
      language -> language.equalsIgnoreCase("da") || language.equalsIgnoreCase("dan");

  @Override
  public Optional<Signal> detect(Observed observed) {
    // DAN is also the code of the Danish language (ISO 639-2).
    boolean danish = observed.subject().release().listing().languages().stream().anyMatch(DANISH);
    List<Match> found =
        observed.matches().of(SignalId.H8).stream()
            .filter(match -> !(danish && match.rule().id().equals("h8.cased")))
            .toList();
    return new Claims(SignalId.H8).add(found).signal();
  }
}
