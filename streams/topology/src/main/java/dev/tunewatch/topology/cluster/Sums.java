package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.score.ScoreInput;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is added up over the members of a cluster. Sums commute and can be taken back, so they cost
 * the same however many members there are.
 *
 * @param downloads over 30 days, of those that tell
 * @param told members that tell their downloads
 * @param quantized members that are quantized or converted copies
 * @param ungated members that the hub gives to anybody
 * @param oneCommand members packed for tools that run them with one command
 * @param extreme members packed so tightly that alignment is weakened
 * @param persons members that the hub marks as showing a real person in adult content
 */
record Sums(
    long downloads,
    int told,
    int quantized,
    int ungated,
    int oneCommand,
    int extreme,
    int persons) {

  static final Sums ZERO = new Sums(0, 0, 0, 0, 0, 0, 0);

  /** No release has more downloads; a hub that says so must not overflow the sum of millions. */
  private static final long MOST = 1_000_000_000_000L;

  private static final Set<String> PERSON = Set.of("poi", "nsfw");

  /** The downloads of all members together, null where none tells. */
  @Nullable Long downloadsIfTold() {
    return told == 0 ? null : Long.valueOf(downloads);
  }

  /** With one member instead of another, null being none. */
  Sums after(@Nullable Standing before, @Nullable Standing now) {
    Sums one = of(before);
    Sums other = of(now);
    return new Sums(
        downloads - one.downloads + other.downloads,
        told - one.told + other.told,
        quantized - one.quantized + other.quantized,
        ungated - one.ungated + other.ungated,
        oneCommand - one.oneCommand + other.oneCommand,
        extreme - one.extreme + other.extreme,
        persons - one.persons + other.persons);
  }

  static boolean isQuantized(Standing standing) {
    return standing.member().signals().stream()
        .anyMatch(s -> s.id() == SignalId.C2 && s.confidence().atLeast(Confidence.FLAG));
  }

  private static Sums of(@Nullable Standing standing) {
    if (standing == null) {
      return ZERO;
    }
    Long told = standing.member().downloads();
    long downloads = told == null ? -1 : Math.min(told, MOST);
    int quantized = isQuantized(standing) ? 1 : 0;
    ScoreInput scoring = standing.scoring();
    ScoreInput.Model model = scoring == null ? ScoreInput.Model.UNKNOWN : scoring.model();
    return new Sums(
        Math.max(0, downloads),
        downloads < 0 ? 0 : 1,
        quantized,
        model.gated() ? 0 : 1,
        model.oneCommand() ? 1 : 0,
        model.extreme() ? 1 : 0,
        scoring != null && scoring.hubFlags().containsAll(PERSON) ? 1 : 0);
  }
}
