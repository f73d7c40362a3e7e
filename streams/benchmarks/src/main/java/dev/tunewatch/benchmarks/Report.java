package dev.tunewatch.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured. Rates are records of {@code releases.v1} a second of wall time, two to a
 * release; CPU is of the whole process, the broker with it.
 *
 * @param releases of the made-up hub
 * @param cards where their cards come from
 * @param recordBytes mean size of a release before compression, all its records together
 * @param copy a Streams application that copies the topic, by the median
 * @param detector detection alone, without Kafka
 * @param pipeline the whole topology, by the median
 * @param ratio of the pipeline's rate to the copy's
 * @param growth work a release at this size, beside a tenth of it
 * @param arriving work for one more child of the largest hub
 * @param late five hubs become flagged, and are cleared again
 * @param state what is kept, and how long it takes to be back
 * @param latency at the pace of live, absent if left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
    long releases,
    String cards,
    long recordBytes,
    Throughput copy,
    Throughput detector,
    Throughput pipeline,
    double ratio,
    List<Growth> growth,
    Arriving arriving,
    List<Late> late,
    State state,
    @Nullable Latency latency) {

  /** The release gates (issue and design §11); the second is the aim. */
  static final double LEAST_RATIO = .15;

  static final double AIMED_RATIO = .25;
  static final double MOST_GROWTH = 1.10;
  static final double MOST_OWN_P99_MS = 500;
  static final double MOST_HOP_MS = 150;

  /**
   * One speed.
   *
   * @param perSecond records
   * @param cpuMicros CPU microseconds a record
   * @param rounds all rounds' records a second
   */
  public record Throughput(long perSecond, double cpuMicros, List<Long> rounds) {}

  /**
   * Counts of the pipeline, divided by the number of releases.
   *
   * @param releases that were assessed
   * @param reads of rows of the family graph, those that memory answered among them; what is surely
   *     not there is not read
   * @param writes of the same
   * @param rows scanned in prefix scans of the same
   * @param messages between its nodes
   * @param messageBytes of these
   * @param topicBytes on disk, compressed, of all topics but the source
   */
  public record Growth(
      long releases,
      double reads,
      double writes,
      double rows,
      double messages,
      double messageBytes,
      double topicBytes) {}

  /**
   * One more child.
   *
   * @param children that the parent had before, by the count of edges
   * @param operations of the graph's stores for the largest parent
   * @param ofSmall the same for a parent with 30 children or fewer
   */
  public record Arriving(long children, double operations, double ofSmall) {}

  /**
   * Five hubs change.
   *
   * @param what they became
   * @param clusters that were published
   * @param records that this took; equal if each cluster said it once
   * @param causes different ones in their headers
   * @param seconds from the first record to rest
   */
  public record Late(String what, long clusters, long records, long causes, double seconds) {}

  /**
   * What is kept.
   *
   * @param stateMb of the stores on disk
   * @param residentMb of the process, broker and client together
   * @param restoreSeconds from an empty folder until all is caught up
   */
  public record State(long stateMb, long residentMb, double restoreSeconds) {}

  /**
   * Milliseconds from handing a record to the producer until the assessment is readable, or the
   * webhook is called.
   *
   * @param target what was waited for
   * @param warmUp seconds of the same load before it, not counted
   * @param own of a release's own evidence
   * @param hops of children 1, 2 and 3 generations down
   */
  public record Latency(String target, int warmUp, Spread own, List<Spread> hops) {}

  /**
   * A distribution.
   *
   * @param n how many were measured
   * @param missing how many never arrived
   */
  public record Spread(int n, int missing, double p50, double p99, double max) {

    static Spread of(List<Double> millis, int missing) {
      List<Double> sorted = millis.stream().sorted().toList();
      return sorted.isEmpty()
          ? new Spread(0, missing, 0, 0, 0)
          : new Spread(
              sorted.size(),
              missing,
              at(sorted, .5),
              at(sorted, .99),
              sorted.get(sorted.size() - 1));
    }

    private static double at(List<Double> sorted, double share) {
      return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
  }

  /** What misses its gate, a sentence each. */
  public List<String> missed() {
    List<String> missed = new ArrayList<>();
    if (ratio < LEAST_RATIO) {
      missed.add(text("the pipeline has %.3f of the copy's rate, not %.2f", ratio, LEAST_RATIO));
    }
    if (growth.size() == 2) {
      grown(missed, "store operations", operations(growth.get(0)), operations(growth.get(1)));
      grown(missed, "messages", growth.get(0).messages(), growth.get(1).messages());
      grown(missed, "bytes", growth.get(0).messageBytes(), growth.get(1).messageBytes());
    }
    grown(missed, "operations for one more child", arriving.ofSmall(), arriving.operations());
    for (Late each : late) {
      // A hub's own removal is said at once, and once more when its uploader's reach is known.
      long most = each.clusters() + World.HUBS;
      boolean once = each.records() >= each.clusters() && each.records() <= most;
      // A fifth of all releases descends from the five, few of them in one cluster.
      boolean reached = each.clusters() >= releases / 10;
      if (!once || !reached || each.causes() > World.HUBS) {
        missed.add(
            text(
                "%s: %d records for %d clusters, %d causes",
                each.what(), each.records(), each.clusters(), each.causes()));
      }
    }
    if (latency != null) {
      latency(missed, latency);
    }
    return missed;
  }

  private static void latency(List<String> missed, Latency latency) {
    if (latency.own().p99() > MOST_OWN_P99_MS || latency.own().missing() > 0) {
      missed.add(
          text(
              "own evidence: p99 %.0f ms, %d missing",
              latency.own().p99(), latency.own().missing()));
    }
    double before = latency.own().p99();
    int hop = 1;
    for (Spread spread : latency.hops()) {
      before += MOST_HOP_MS;
      if (spread.p99() > Math.max(before, MOST_OWN_P99_MS + hop * MOST_HOP_MS)
          || spread.missing() > 0) {
        missed.add(
            text(
                "%d generations down: p99 %.0f ms, %d missing",
                hop, spread.p99(), spread.missing()));
      }
      hop++;
    }
  }

  private static double operations(Growth growth) {
    return growth.reads() + growth.writes() + growth.rows();
  }

  private static void grown(List<String> missed, String what, double small, double large) {
    if (large > small * MOST_GROWTH) {
      missed.add(text("%s grow from %.2f to %.2f a release", what, small, large));
    }
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        text(
            "%,d releases of %,d bytes on average, %s%n%n%-22s %12s %14s %8s  %s%n",
            releases, recordBytes, cards, "", "records/s", "CPU us/record", "of copy", "rounds"));
    line(out, "Streams copy", copy);
    line(out, "detection alone", detector);
    line(out, "full pipeline", pipeline);
    out.append(text("%nA release costs, counted%n"));
    for (Growth each : growth) {
      out.append(
          text(
              "  of %,9d: %.2f reads, %.2f writes, %.2f rows scanned, %.2f messages of %.0f bytes,"
                  + " %.0f bytes of topics%n",
              each.releases(),
              each.reads(),
              each.writes(),
              each.rows(),
              each.messages(),
              each.messages() == 0 ? 0 : each.messageBytes() / each.messages(),
              each.topicBytes()));
    }
    out.append(
        text(
            "  one more child of a parent with %,d: %.1f store operations, of one with few: %.1f%n",
            arriving.children(), arriving.operations(), arriving.ofSmall()));
    out.append(text("%nFive hubs%n"));
    for (Late each : late) {
      out.append(
          text(
              "  %s: %,d clusters in %,d records with %d causes, at rest after %.1f s%n",
              each.what(), each.clusters(), each.records(), each.causes(), each.seconds()));
    }
    out.append(
        text(
            "%nState %,d MB, resident %,d MB with the broker, restored in %.1f s%n",
            state.stateMb(), state.residentMb(), state.restoreSeconds()));
    if (latency != null) {
      out.append(
          text(
              "%nLatency to %s, %d releases/s, after %d s of them%n",
              latency.target(), Plan.PACE, latency.warmUp()));
      out.append(text("  own evidence   %s%n", spread(latency.own())));
      int hop = 1;
      for (Spread spread : latency.hops()) {
        out.append(text("  %d generations  %s%n", hop++, spread(spread)));
      }
    }
    return out.toString();
  }

  private void line(StringBuilder out, String name, Throughput speed) {
    out.append(
        text(
            "%-22s %,12d %14.1f %8.3f  %s%n",
            name,
            speed.perSecond(),
            speed.cpuMicros(),
            copy.perSecond() == 0 ? 0 : (double) speed.perSecond() / copy.perSecond(),
            speed.rounds()));
  }

  private static String spread(Spread spread) {
    return text(
        "p50 %6.0f ms, p99 %6.0f ms, longest %6.0f ms, n %,d, missing %d",
        spread.p50(), spread.p99(), spread.max(), spread.n(), spread.missing());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
