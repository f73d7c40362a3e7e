package dev.tunewatch.detect;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.h4.RealPerson;
import dev.tunewatch.detect.v4.InheritedRemoval;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's severity, until the score decides: the most severe of the signals that flag,
 * raised by company that the catalogue names. A repackaged copy of a removal extends its reach and
 * is no new removal; a small model removed by training is no news.
 */
final class SeverityRule {

  /** Below this number of parameters V2 is for the digest. */
  private static final long SMALL = 3_000_000_000L;

  /** Both this sure, an attack tool without safeguards is paged. */
  private static final Confidence SURE = Confidence.of(0.90);

  private final Map<SignalId, Signal> flagging = new EnumMap<>(SignalId.class);
  private final boolean copy;
  private final boolean small;
  private final boolean adult;

  private SeverityRule(List<Signal> signals, Collection<String> flags, @Nullable Long parameters) {
    for (Signal signal : signals) {
      if (signal.flags()) {
        flagging.put(signal.id(), signal);
      }
    }
    copy =
        signals.stream()
            .anyMatch(s -> s.id() == SignalId.C2 && s.confidence().atLeast(Confidence.FLAG));
    small = parameters != null && parameters < SMALL;
    adult = flags.contains("nsfw");
  }

  /**
   * The severity of what was found.
   *
   * @param flags what the hub marks
   */
  static Severity of(List<Signal> signals, Collection<String> flags, @Nullable Long parameters) {
    SeverityRule rule = new SeverityRule(signals, flags, parameters);
    Severity worst = Severity.P4;
    for (Signal signal : rule.flagging.values()) {
      worst = worst.orWorse(rule.of(signal));
    }
    return worst;
  }

  private Severity of(Signal signal) {
    Severity catalogue = signal.id().catalogueSeverity();
    return switch (signal.id()) {
      case V1 -> copied(catalogue);
      case V2 -> small ? Severity.P3 : copied(catalogue);
      case V3 -> stands(SignalId.V2) && !small ? copied(Severity.P2) : catalogue;
      case V4 -> isBy(signal, InheritedRemoval.LAUNDERED) ? Severity.P2 : catalogue;
      case V6 -> stands(SignalId.H4) ? Severity.P2 : catalogue;
      case H1 -> removed() ? copied(offence(signal)) : catalogue;
      case H4 -> adult && isBy(signal, RealPerson.PERSON) ? Severity.P1 : catalogue;
      case O1, O4 -> Severity.P2;
      case H8 -> removed() ? copied(Severity.P2) : catalogue;
      default -> catalogue;
    };
  }

  private Severity offence(Signal offence) {
    boolean sure =
        offence.confidence().atLeast(SURE) && (isSure(SignalId.V1) || isSure(SignalId.V2));
    return sure ? Severity.P1 : Severity.P2;
  }

  private Severity copied(Severity severity) {
    return copy && severity.reaches(Severity.P2) ? Severity.P3 : severity;
  }

  private boolean removed() {
    return stands(SignalId.V1) || stands(SignalId.V2);
  }

  private boolean stands(SignalId id) {
    return flagging.containsKey(id);
  }

  private boolean isSure(SignalId id) {
    Signal signal = flagging.get(id);
    return signal != null && signal.confidence().atLeast(SURE);
  }

  private static boolean isBy(Signal signal, String rule) {
    return signal.evidence().stream().anyMatch(evidence -> evidence.rule().startsWith(rule));
  }
}
