package dev.tunewatch.detect.v1;

import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.card.CardText;
import dev.tunewatch.detect.card.HubLinks;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.Optional;

/**
 * Uploader or tool state that refusals were removed by editing the weights. Also a removal that can
 * be carried about: an adapter that was extracted from a model whose name says so.
 */
public final class SafeguardsAblated implements Detector {

  private static final int EXTRACTED_WITHIN = 300;

  @Override
  public Optional<Signal> detect(Observed observed) {
    Matches matches = observed.matches();
    Claims claims = new Claims(SignalId.V1).add(matches.of(SignalId.V1));
    CardText card = observed.subject().card();
    if (card != null) {
      for (Match extracted : matches.context("v1.context.extracted")) {
        extracted(observed, card, extracted, claims);
      }
      boolean company = claims.hasMoreThanPriors() || !matches.declared(SignalId.V2).isEmpty();
      for (Match refusals : matches.context("v1.context.refusals")) {
        StatedRefusals.after(refusals, card.body().original())
            .filter(StatedRefusals::fewerThanHalf)
            .ifPresent(stated -> claims.add(company ? Tier.E1 : Tier.E6, stated.evidence()));
      }
    }
    return claims.signal();
  }

  /** The card of a tool names the model that the adapter was taken from, in a link. */
  private static void extracted(Observed observed, CardText card, Match said, Claims claims) {
    int from = said.end() == null ? 0 : said.end();
    String text = card.body().original();
    for (HubLinks.Link link :
        HubLinks.in(text, from, Math.min(text.length(), from + EXTRACTED_WITHIN), 1)) {
      Matches name = observed.named(link.id());
      if (!name.declared(SignalId.V1).isEmpty() || !name.declared(SignalId.V2).isEmpty()) {
        int end = link.start() + link.id().length();
        claims.add(
            Tier.E1,
            new Evidence("README.md", link.id(), link.start(), end, "v1.card.extracted/1"));
      }
    }
  }
}
