package dev.tunewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark at its smallest: what it says is counted, not how fast this machine is. */
@Tag("long")
class BenchTest {

  @Test
  void assessesAllAndRollsALateFlagUpIntoOneRecordACluster(@TempDir Path folder) throws Exception {
    List<String> said = new ArrayList<>();
    Plan plan = new Plan(Plan.LEAST, 1, 2, 2, 1, Duration.ofSeconds(2), folder.resolve("run"));
    Report report = new Bench(plan, Cards.madeUp(1), null, said::add, Clock.systemUTC()).run();

    assertThat(report.late())
        .hasSize(2)
        .allSatisfy(
            late ->
                assertThat(late.records()).isBetween(late.clusters(), late.clusters() + World.HUBS))
        .allSatisfy(late -> assertThat(late.causes()).isEqualTo(World.HUBS));
    assertThat(report.late().get(0).clusters()).isGreaterThan(100);
    assertThat(report.growth()).extracting(Report.Growth::releases).containsExactly(100L, 1_000L);
    Report.Latency latency = java.util.Objects.requireNonNull(report.latency());
    assertThat(latency.own().missing()).isZero();
    assertThat(latency.hops()).allSatisfy(hop -> assertThat(hop.missing()).isZero());
    assertThat(report.ratio()).isPositive();
    assertThat(said).isNotEmpty();
  }
}
