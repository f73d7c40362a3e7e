package dev.tunewatch.detect.o2;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A permissive licence on what was made of a base whose licence restricts use. Where a tool's
 * template wrote the licence it is no decision of the author's, and a prior.
 */
public final class LooserLicence implements Detector {

  private static final Set<String> PERMISSIVE =
      Set.of(
          "apache-2.0",
          "mit",
          "bsd",
          "bsd-2-clause",
          "bsd-3-clause",
          "cc0-1.0",
          "unlicense",
          "wtfpl",
          "isc",
          "zlib");

  /** How names of licences begin that restrict use: acceptable-use policies, no commerce. */
  private static final List<String> RESTRICTIVE =
      List.of("llama", "gemma", "cc-by-nc", "openrail", "creativeml", "bigscience", "bigcode");

  private static final Confidence LISTED = Confidence.of(0.80);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.O2);
    String licence = observed.subject().release().listing().licence();
    if (licence == null || !PERMISSIVE.contains(licence.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    boolean template = !observed.matches().context("o2.context.template").isEmpty();
    for (ResolvedParent parent : observed.parents()) {
      Optional<String> known = observed.family().parent(parent.id()).map(Family.Kin::licence);
      if (known.isPresent()
          ? restricts(known.get())
          : !observed.named(parent.id()).of(SignalId.O2).isEmpty()) {
        claims.add(
            template ? Tier.E6 : Tier.E5,
            template ? Tier.E6.base() : LISTED,
            new Evidence(
                parent.source(), parent.id() + " → " + licence, null, null, "o2.looser/1"));
      }
    }
    return claims.signal();
  }

  private static boolean restricts(String licence) {
    String name = licence.toLowerCase(Locale.ROOT);
    return RESTRICTIVE.stream().anyMatch(name::startsWith);
  }
}
