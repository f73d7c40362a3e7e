package dev.tunewatch.detect.v6;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;

/**
 * A generator of pictures, films or sound without the component that filtered what it made: stated
 * in the card, or a name that says removal of a model that other words tell to be such a pipeline.
 * A card that says the weights are the vendor's own contradicts the name.
 */
public final class SafetyComponentRemoved implements Detector {

  private static final Confidence BY_NAME = Confidence.of(0.90);
  private static final Confidence BY_PAIR = Confidence.of(0.70);
  private static final Confidence CONTRADICTED = Confidence.of(0.40);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Matches matches = observed.matches();
    Claims claims = new Claims(SignalId.V6).add(matches.of(SignalId.V6));
    if (matches.context("v6.context.media").isEmpty() || !matches.generative()) {
      return claims.signal();
    }
    boolean contradicted = !matches.context("v6.context.upstream").isEmpty();
    List<Match> removed = matches.context("v6.context.removed");
    if (!removed.isEmpty()) {
      claims.add(contradicted ? Tier.E6 : Tier.E2, contradicted ? CONTRADICTED : BY_NAME, removed);
    }
    List<Match> adult = matches.context("v6.context.adult");
    List<Match> unlocked = matches.context("v6.context.unlocked");
    if (!adult.isEmpty() && !unlocked.isEmpty() && !contradicted) {
      claims.add(Tier.E2, BY_PAIR, unlocked);
    }
    return claims.signal();
  }
}
