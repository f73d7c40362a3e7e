package dev.tunewatch.detect.c3;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;

/**
 * Trained on what a stronger model wrote. A teacher's name alone is a prior: models are named after
 * one another for many reasons.
 */
public final class Distilled implements Detector {

  private static final Confidence TEACHER = Confidence.of(0.90);

  @Override
  public Optional<Signal> detect(Observed observed) {
    if (!observed.matches().generative()) {
      return Optional.empty();
    }
    Claims claims = new Claims(SignalId.C3).add(observed.matches().of(SignalId.C3));
    List<Match> teachers = observed.matches().context("c3.context.teacher");
    if (claims.hasMoreThanPriors()) {
      claims.add(Tier.E2, TEACHER, teachers);
    }
    return claims.signal();
  }
}
