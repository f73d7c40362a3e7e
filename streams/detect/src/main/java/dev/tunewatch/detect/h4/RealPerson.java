package dev.tunewatch.detect.h4;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.List;
import java.util.Optional;

/**
 * The likeness of a real person. Only the hub's own marks flag; a name is a prior that never does,
 * because most capitalised names are fiction. No evidence holds a name.
 */
public final class RealPerson implements Detector {

  /** The rule of the hub's mark that a real person is shown. */
  public static final String PERSON = "h4.flag.person";

  private static final String CATEGORY = "h4.tag.person";
  private static final Confidence NAMED = Confidence.of(0.40);

  @Override
  public Optional<Signal> detect(Observed observed) {
    Claims claims = new Claims(SignalId.H4);
    for (Match match : observed.matches().of(SignalId.H4)) {
      add(observed, match, claims);
    }
    CardText card = observed.subject().card();
    boolean picture =
        !observed.matches().context("v6.context.media").isEmpty()
            && !observed.matches().of(SignalId.C1).isEmpty();
    if (picture && card != null) {
      List<String> prompts = card.head().strings("instance_prompt");
      if (prompts.stream().anyMatch(RealPerson::looksLikeName)) {
        claims.add(
            Tier.E6,
            NAMED,
            new Evidence("instance_prompt", "(a name, not kept)", null, null, "h4.name/1"));
      }
    }
    return claims.signal();
  }

  /**
   * Only Civitai's tags are the hub's own categories; elsewhere a tag is the maker's text, which
   * may hold a name and may speak of finding forgeries.
   */
  private static void add(Observed observed, Match match, Claims claims) {
    boolean category =
        match.rule().id().equals(CATEGORY)
            && observed.subject().release().name().hub().equals("civitai");
    if (match.rule().tier() == Tier.E1 || category) {
      claims.add(match.rule().tier(), match.rule().confidence(), match.evidence());
      return;
    }
    Confidence prior = NAMED.atLeast(match.rule().confidence()) ? match.rule().confidence() : NAMED;
    Evidence seen =
        new Evidence(match.field(), "(a word of likeness)", null, null, match.rule().label());
    claims.add(Tier.E6, prior, seen);
  }

  /** Two or three capitalised words one after the other. */
  private static boolean looksLikeName(String prompt) {
    int capitalised = 0;
    int start = 0;
    for (int i = 0; i <= prompt.length(); i++) {
      if (i == prompt.length() || prompt.charAt(i) == ' ' || prompt.charAt(i) == ',') {
        boolean name =
            i - start > 1
                && Character.isUpperCase(prompt.charAt(start))
                && Character.isLowerCase(prompt.charAt(start + 1));
        capitalised = name ? capitalised + 1 : 0;
        if (capitalised == 2) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }
}
