package dev.tunewatch.topology.cluster;

import dev.tunewatch.assessments.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What becomes of a cluster by a verdict, and of a verdict when its cluster moves. What was said of
 * a cluster itself comes before what followed another one here; of several that followed, the
 * latest stands. A verdict ends where it followed as well, by its own end only, and when its
 * cluster goes on to somewhere else.
 *
 * @param cluster as it is then
 * @param stands whether another verdict than the one that came is the last word here
 */
public record Judgement(Cluster cluster, boolean stands) {

  /**
   * A verdict for another cluster.
   *
   * @param clusterId the other one
   * @param verdict about it, its end too
   * @param as the cluster of which it was said
   */
  public record Handed(String clusterId, Verdict verdict, String as) {}

  /** Takes what was decided. */
  public static Judgement of(Cluster before, Finding.Judged judged) {
    Verdict verdict = judged.verdict();
    String as = judged.as();
    Verdict active = verdict != null && verdict.state() == Verdict.State.ACTIVE ? verdict : null;
    if (as == null) {
      return new Judgement(before.judged(active, null), false);
    }
    if (as.equals(judged.clusterId())) {
      return new Judgement(before, false); // It comes home; what stands here, stands.
    }
    boolean another = before.verdict() != null && !as.equals(before.judgedAs());
    if (another && (active == null || !isLater(active, as, before))) {
      return new Judgement(before, true);
    }
    return new Judgement(before.judged(active, active == null ? null : as), false);
  }

  private static boolean isLater(Verdict verdict, String as, Cluster before) {
    if (before.judgedAs() == null) {
      return false;
    }
    int order = verdict.at().compareTo(Objects.requireNonNull(before.verdict()).at());
    return order > 0 || (order == 0 && as.compareTo(before.judgedAs()) > 0);
  }

  /** What a change of a cluster means for those that its verdict followed it to. */
  public static List<Handed> handed(String id, Cluster before, Cluster now, Finding finding) {
    List<Handed> handed = new ArrayList<>();
    String was = before.movedTo();
    String to = now.movedTo();
    Verdict former = before.verdict();
    if (was != null && former != null && !was.equals(to)) {
      handed.add(handed(was, former.ended(Verdict.State.REVOKED, former.at()), id, before));
    }
    if (to == null) {
      return handed;
    }
    boolean judged =
        !Objects.equals(former, now.verdict())
            || !Objects.equals(before.judgedAs(), now.judgedAs());
    if (now.verdict() != null && (judged || !to.equals(was))) {
      handed.add(handed(to, now.verdict(), id, now));
    } else if (now.verdict() == null && former != null && to.equals(was)) {
      handed.add(handed(to, end(former, finding), id, before));
    }
    return handed;
  }

  /** How a verdict ended: as was said, or by being deleted. */
  private static Verdict end(Verdict former, Finding finding) {
    Verdict said = finding instanceof Finding.Judged judged ? judged.verdict() : null;
    return said == null ? former.ended(Verdict.State.REVOKED, former.at()) : said;
  }

  private static Handed handed(String to, Verdict verdict, String id, Cluster of) {
    String as = of.judgedAs();
    return new Handed(to, verdict.movedTo(to), as == null ? id : as);
  }
}
