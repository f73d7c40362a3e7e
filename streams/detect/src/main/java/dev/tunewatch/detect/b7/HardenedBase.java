package dev.tunewatch.detect.b7;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.detect.signal.Suppressor;
import java.util.List;
import java.util.Optional;

/**
 * Tamper-resistant, unlearned, circuit-broken or adversarially trained: the words of removal in its
 * name and card say what it resists. Its descendants are watched.
 */
public final class HardenedBase implements Suppressor {

  @Override
  public Optional<Signal> detect(Observed observed) {
    List<Match> hardened = observed.matches().of(SignalId.B7);
    if (hardened.isEmpty()) {
      return Optional.empty();
    }
    boolean attacked =
        !observed.matches().context("v5.context.attack").isEmpty()
            || !observed.matches().declared(SignalId.V1).isEmpty();
    return new Claims(SignalId.B7).add(attacked ? listed(observed.matches()) : hardened).signal();
  }

  /** Whether another release is in the register of hardened bases. */
  public static boolean isListed(Observed observed, String id) {
    return !listed(observed.named(id)).isEmpty();
  }

  private static List<Match> listed(Matches matches) {
    return matches.of(SignalId.B7).stream()
        .filter(match -> match.rule().id().startsWith("b7.listed"))
        .toList();
  }

  @Override
  public boolean isFact() {
    return true;
  }

  @Override
  public boolean silences(Signal context, Signal fact) {
    return switch (fact.id()) {
      case V2, V3, V4 -> fact.tier() != Tier.E1;
      default -> false;
    };
  }
}
