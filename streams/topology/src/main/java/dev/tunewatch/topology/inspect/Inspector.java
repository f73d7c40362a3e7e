package dev.tunewatch.topology.inspect;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.Verdict;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.detect.Judged;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.topology.cluster.Departure;
import dev.tunewatch.topology.cluster.Digest;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.cluster.FindingCodec;
import dev.tunewatch.topology.cluster.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a release and says what its clusters must be told. Only a difference to what was told
 * before is told; a release that is not flagged and was not is told to nobody.
 */
public final class Inspector {

  /** Longer keys are no names of anything; they would be keys of topics and stores. */
  private static final int MAX_CANONICAL_KEY = 1_000;

  private final Function<Release, Examination> detector;

  /**
   * Uses a detector.
   *
   * @param detector a pure function; what it throws is a refusal
   */
  public Inspector(Function<Release, Examination> detector) {
    this.detector = detector;
  }

  /** What became of one look at a release. */
  public sealed interface Outcome {}

  /**
   * The release was inspected.
   *
   * @param signals what was found
   * @param told what is told by now
   * @param findings what must be told, in this order
   */
  public record Inspected(List<Signal> signals, Told told, List<Finding> findings)
      implements Outcome {}

  /** The detector failed, and what was told stands. */
  public record Failed(Refusal refusal) implements Outcome {}

  /**
   * Inspects the merge of a release's parts.
   *
   * @param parts at least one, all of one release
   * @param before what was told of it before, null where it was never inspected
   * @param verdict what a person decided about it, null where nobody did
   * @param families is told what the release is by its own record, and tells its family
   */
  public Outcome inspect(
      Collection<ReleasePart> parts,
      @Nullable Told before,
      @Nullable Verdict verdict,
      Function<Own, Family> families) {
    Release release;
    Examination examination;
    Own own;
    try {
      release = Release.merge(parts);
      examination =
          Objects.requireNonNull(detector.apply(release), "the detector answered nothing");
      if (verdict != null) {
        examination = examination.without(verdict::covers);
      }
      own = examination.own();
    } catch (RuntimeException | StackOverflowError e) {
      return failed(e);
    }
    // What fails in here is no detector and no input: it must stop the task, not be told.
    Family family = families.apply(own);
    try {
      List<Signal> signals = examination.signals(family);
      boolean flagged = signals.stream().anyMatch(Signal::flags);
      if (!flagged && (before == null || !before.flagged())) {
        // Most of a hub. Nobody is told of it, so what it would weigh is not worked out.
        return new Inspected(signals, Told.NOTHING, List.of());
      }
      Judged judged = examination.among(family);
      checked(release, judged.inspection());
      return told(release, judged, before == null ? Told.NOTHING : before);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(e);
    }
  }

  private static Failed failed(Throwable e) {
    return new Failed(
        new Refusal(
            Refusal.Reason.DETECTOR_FAILED, e.getClass().getSimpleName() + ": " + message(e)));
  }

  /** What must be told of a release all of whose parts were deleted. */
  public static List<Finding> gone(ReleaseName release, @Nullable Told before, Instant at) {
    if (before == null || before.clusterId() == null) {
      return List.of();
    }
    return List.of(
        new Finding.Left(before.clusterId(), new Departure(release, at, Departure.GONE, null, "")));
  }

  private static Inspected told(Release release, Judged judged, Told before) {
    Inspection inspection = judged.inspection();
    if (!inspection.flagged()) {
      return new Inspected(
          inspection.signals(),
          Told.NOTHING,
          before.clusterId() == null
              ? List.of()
              : List.of(
                  left(
                      before.clusterId(), release, inspection, Departure.NO_LONGER_FLAGGED, null)));
    }
    String clusterId = inspection.hub() + ":" + inspection.canonicalKey();
    Finding stands = new Finding.Stands(clusterId, standing(release, judged));
    Told now = new Told(clusterId, Digest.of(FindingCodec.encode(stands)));
    if (now.equals(before)) {
      return new Inspected(inspection.signals(), now, List.of());
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(stands);
    if (before.clusterId() != null && !before.clusterId().equals(clusterId)) {
      findings.add(left(before.clusterId(), release, inspection, Departure.MOVED, clusterId));
    }
    return new Inspected(inspection.signals(), now, List.copyOf(findings));
  }

  private static Standing standing(Release release, Judged judged) {
    Inspection inspection = judged.inspection();
    return new Standing(
        new Member(
            release.name(),
            release.listing().url(),
            release.listing().createdAt(),
            release.observedAt(),
            release.listing().downloads(),
            inspection.severity(),
            inspection.flagged(),
            inspection.signals(),
            inspection.parents()),
        inspection.root(),
        inspection.rules(),
        inspection.risk() == null ? null : judged.input().with(List.of()));
  }

  private static Finding left(
      String clusterId,
      Release release,
      Inspection inspection,
      String reason,
      @Nullable String movedTo) {
    return new Finding.Left(
        clusterId,
        new Departure(release.name(), release.observedAt(), reason, movedTo, inspection.rules()));
  }

  private static void checked(Release release, Inspection inspection) {
    String key = inspection.canonicalKey();
    if (!inspection.hub().equals(release.name().hub())
        || !inspection.id().equals(release.name().id())) {
      throw new IllegalStateException("the detector answered for another release");
    }
    // A control character would also break the key of a member's row, cluster NUL release.
    if (key.isEmpty()
        || key.length() > MAX_CANONICAL_KEY
        || key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalStateException("the canonical key is no key");
    }
  }

  private static String message(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.length() <= 200 ? message : message.substring(0, 200) + "…";
  }
}
