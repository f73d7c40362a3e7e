package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.detect.facts.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who can run a model and how many do. What nobody told takes a middle value, never nought. */
final class Exposure {

  /** Weights that nobody packed take two bytes a parameter. */
  private static final double WHOLE = 2;

  private final ScoreTables.Exposures table;

  Exposure(ScoreTables.Exposures table) {
    this.table = table;
  }

  Weighed of(ScoreInput input) {
    List<Reason> reasons = new ArrayList<>();
    int access = access(input.model(), reasons);
    int reach = reach(input.reach(), reasons);
    return new Weighed(FixedPoint.geometricMean(access, reach), reasons);
  }

  private int access(ScoreInput.Model model, List<Reason> reasons) {
    Integer told = model.minVramGb();
    Long parameters = model.parameters();
    int access;
    if (told != null) {
      access = memory(told, "runs on " + told + " GB of memory", reasons);
    } else if (parameters != null) {
      int whole = Memory.gigabytes(WHOLE * parameters, parameters, true);
      access = memory(whole, "memory not told; by its size " + whole + " GB", reasons);
    } else {
      access = table.unknown();
      reasons.add(reason(access, "neither memory nor size is told", "exposure.unknown"));
    }
    if (model.gated()) {
      access = FixedPoint.times(access, table.gated());
      reasons.add(reason(table.gated(), "the hub asks before it may be had", "exposure.gated"));
    }
    if (!model.oneCommand()) {
      access = FixedPoint.times(access, table.noCommand());
      reasons.add(
          reason(
              table.noCommand(),
              "no packing is known that runs with one command",
              "exposure.noCommand"));
    }
    return access;
  }

  private int memory(int gigabytes, String why, List<Reason> reasons) {
    for (ScoreTables.Band band : table.memory()) {
      if (gigabytes <= band.bound()) {
        reasons.add(reason(band.share(), why, "exposure.memory[upTo " + band.name() + "]"));
        return band.share();
      }
    }
    reasons.add(reason(table.larger(), why, "exposure.larger"));
    return table.larger();
  }

  private int reach(ScoreInput.Reach reach, List<Reason> reasons) {
    int observed = orders(reach.downloads(), table.ordersOfDownloads());
    int uploader = orders(reach.uploaderMedian(), table.ordersOfUploader());
    int root = orders(reach.rootDownloads(), table.ordersOfRoot());
    int projected = (uploader + root + 1) / 2;
    boolean reached = observed >= projected;
    String downloads = told("downloads in 30 days", reach.downloads(), observed);
    reasons.add(
        reason(
            observed,
            downloads + (reached ? "" : ", less than is to be expected"),
            row("downloads", reach.downloads())));
    reasons.add(
        reason(
            projected,
            "to be expected by its uploader and its root: "
                + told(
                    "downloads of the uploader's usual release", reach.uploaderMedian(), uploader)
                + " and "
                + told("downloads of its root", reach.rootDownloads(), root),
            rows(reach)));
    return Math.max(observed, projected);
  }

  private int orders(@Nullable Long count, int orders) {
    // 1.0 first: the largest count has no successor.
    return count == null
        ? table.untold()
        : FixedPoint.nearest(StrictMath.log10(1.0 + count) / orders);
  }

  private static String told(String what, @Nullable Long count, int share) {
    return count == null
        ? what + " unknown, taken as " + FixedPoint.decimal(share)
        : String.format(Locale.ROOT, "%,d %s", count, what);
  }

  private static String rows(ScoreInput.Reach reach) {
    String uploader = row("uploader", reach.uploaderMedian());
    String root = row("root", reach.rootDownloads());
    return uploader.equals(root) ? root : uploader + ", " + root;
  }

  private static String row(String which, @Nullable Long count) {
    return "exposure.reach." + (count == null ? "unknown" : which);
  }

  private static Reason reason(int share, String why, String row) {
    return FixedPoint.reason(Factor.EXPOSURE, share, why, row);
  }
}
