package dev.tunewatch.detect.b6;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.Optional;

/**
 * Uploaded by a course, a bot, a miner or a swarm, as words or the shape of the name tell. It
 * silences nothing; it is counted apart and rolled up into one campaign.
 */
public final class AutomatedUpload implements Suppressor {

  private static final Confidence BY_SHAPE = Confidence.of(0.80);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.B6).add(observed.matches().of(SignalId.B6));
    String model = observed.subject().name().model();
    NameShape shape = NameShape.of(model);
    if (shape != NameShape.SPOKEN) {
      claims.add(
          Tier.E2,
          BY_SHAPE,
          new Evidence("id", model, null, null, "b6.shape." + shape.wireName() + "/1"));
    }
    return claims.signal();
  }

  @Override
  public boolean isFact() {
    return true;
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    return false;
  }
}
