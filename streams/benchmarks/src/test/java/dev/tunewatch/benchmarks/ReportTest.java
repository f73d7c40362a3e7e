package dev.tunewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.benchmarks.Report.Arriving;
import dev.tunewatch.benchmarks.Report.Growth;
import dev.tunewatch.benchmarks.Report.Late;
import dev.tunewatch.benchmarks.Report.Latency;
import dev.tunewatch.benchmarks.Report.Spread;
import dev.tunewatch.benchmarks.Report.State;
import dev.tunewatch.benchmarks.Report.Throughput;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Spread FAST = new Spread(100, 0, 90, 400, 450);

  @Test
  void whatHoldsIsNotMissed() {
    assertThat(report(2_000, 8, late(10, 5), FAST).missed()).isEmpty();
    assertThat(report(2_000, 8, late(15, 5), FAST).missed()).as("each hub twice").isEmpty();
  }

  @Test
  void eachThresholdIsNamedWithItsFigure() {
    assertThat(report(1_490, 8, late(10, 5), FAST).missed())
        .containsExactly("the pipeline has 0.149 of the copy's rate, not 0.15");
    assertThat(report(2_000, 10, late(10, 5), FAST).missed())
        .containsExactly("store operations grow from 12.00 to 14.00 a release");
    assertThat(report(2_000, 8, late(16, 5), FAST).missed())
        .containsExactly("flagged late: 16 records for 10 clusters, 5 causes");
    assertThat(report(2_000, 8, late(10, 6), FAST).missed())
        .containsExactly("flagged late: 10 records for 10 clusters, 6 causes");
    assertThat(report(2_000, 8, late(9, 9, 5), FAST).missed())
        .as("a flag that reached few")
        .containsExactly("flagged late: 9 records for 9 clusters, 5 causes");
    assertThat(report(2_000, 8, late(10, 5), new Spread(99, 1, 90, 501, 600)).missed())
        .containsExactly("own evidence: p99 501 ms, 1 missing");
  }

  @Test
  void theTextNamesEveryPart() {
    assertThat(report(2_000, 8, late(10, 5), FAST).text())
        .contains("Streams copy", "full pipeline", "0.200", "Five hubs", "restored in", "p99");
  }

  @Test
  void aSpreadIsTakenByRank() {
    Spread spread = Spread.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList(), 2);
    assertThat(spread).isEqualTo(new Spread(100, 2, 50, 99, 100));
    assertThat(Spread.of(List.of(), 3)).isEqualTo(new Spread(0, 3, 0, 0, 0));
  }

  private static Late late(long records, long causes) {
    return late(10, records, causes);
  }

  private static Late late(long clusters, long records, long causes) {
    return new Late("flagged late", clusters, records, causes, 1);
  }

  private static Report report(long perSecond, double reads, Late late, Spread own) {
    Throughput copy = new Throughput(10_000, 50, List.of(10_000L));
    return new Report(
        100,
        "200 made-up card bodies",
        4_000,
        copy,
        new Throughput(5_000, 200, List.of(5_000L)),
        new Throughput(perSecond, 900, List.of(perSecond)),
        perSecond / 10_000.0,
        List.of(
            new Growth(1_000, 8, 3, 1, 2, 120, 400), new Growth(10_000, reads, 3, 1, 2, 120, 400)),
        new Arriving(30_000, 15, 16),
        List.of(late),
        new State(10, 600, 2),
        new Latency("the webhook", 30, own, List.of(FAST, FAST, FAST)));
  }
}
