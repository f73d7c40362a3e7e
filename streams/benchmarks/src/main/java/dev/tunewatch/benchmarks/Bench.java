package dev.tunewatch.benchmarks;

import dev.tunewatch.bus.EmbeddedBroker;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.topology.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs everything in one process, one part after the other, on one embedded broker: first a tenth
 * of the size, which tells what grows, then the rounds. Where a tenth is less than 100,000 releases
 * as many (or as the run has) come before it, to warm the machine: of the first 100,000 records
 * some two fifths of the CPU are the compilers', of the next still a fifth.
 */
public final class Bench {

  /** Releases that are processed before anything is measured, where the run has so many. */
  private static final long WARM = 100_000;

  private static final int CHILDREN = 100;
  private static final int SMALL = 30;

  private final Plan plan;
  private final Cards cards;
  private final World world;
  private final Arrivals.Opening arrivals;
  private final Consumer<String> said;
  private final Clock clock;
  private final List<Measured> copies = new ArrayList<>();
  private final List<Measured> pipelines = new ArrayList<>();
  private final List<Report.Growth> growth = new ArrayList<>();
  private final List<Report.Late> late = new ArrayList<>();
  private Report.@Nullable Arriving arriving;
  private Report.@Nullable State state;
  private long recordBytes;

  private record Measured(long records, double seconds, double cpu) {
    long perSecond() {
      return Math.round(records / seconds);
    }
  }

  /**
   * Prepares a run.
   *
   * @param arrivals where assessments are waited for; null for a reader of their topic
   * @param said is told what is under way, a line each
   */
  public Bench(
      Plan plan,
      Cards cards,
      Arrivals.@Nullable Opening arrivals,
      Consumer<String> said,
      Clock clock) {
    this.plan = plan;
    this.cards = cards;
    this.world = new World(plan.releases(), plan.seed(), cards);
    this.arrivals = arrivals == null ? TopicArrivals::new : arrivals;
    this.said = said;
    this.clock = clock;
  }

  /** Runs all of it. */
  public Report run() throws IOException {
    Files.createDirectories(plan.folder());
    try (EmbeddedBroker broker = EmbeddedBroker.start(plan.folder().resolve("kafka"), 0)) {
      String address = broker.bootstrapServers();
      long tenth = plan.releases() / 10;
      if (tenth < WARM) {
        long warm = Math.min(WARM, plan.releases());
        round(address, "warm", new World(warm, plan.seed(), cards), Purpose.WARMTH);
      }
      round(address, "tenth", new World(tenth, plan.seed(), cards), Purpose.COUNTS);
      copies.clear();
      pipelines.clear();
      Report.Throughput detector = detector();
      for (int round = 1; round <= plan.rounds(); round++) {
        round(
            address,
            "round" + round,
            world,
            round == plan.rounds() ? Purpose.EVERYTHING : Purpose.SPEED);
      }
      Report.Latency latency = plan.latencyFor().isZero() ? null : latency(address);
      Report.Throughput copy = median(copies);
      Report.Throughput pipeline = median(pipelines);
      return new Report(
          plan.releases(),
          cards.source(),
          recordBytes,
          copy,
          detector,
          pipeline,
          (double) pipeline.perSecond() / copy.perSecond(),
          growth,
          java.util.Objects.requireNonNull(arriving),
          late,
          java.util.Objects.requireNonNull(state),
          latency);
    }
  }

  /** What a round is run for. */
  private enum Purpose {
    WARMTH,
    COUNTS,
    SPEED,
    EVERYTHING
  }

  private void round(String address, String name, World hub, Purpose purpose) throws IOException {
    boolean last = purpose == Purpose.EVERYTHING;
    try (Installation installation = installation(address, name)) {
      said.accept(name + ": publishing " + hub.releases() + " releases");
      long[] written = installation.fill(hub, hub.releases());
      recordBytes = written[1] / hub.releases();
      said.accept(name + ": copying " + written[0] + " records");
      double cpu = Machine.cpuSeconds();
      double seconds = StreamsCopy.run(installation, plan.threads(), folder(name + "-copy"));
      copies.add(new Measured(written[0], seconds, Machine.cpuSeconds() - cpu));
      said.accept(name + ": the whole pipeline");
      Path stores = folder(name + "-state");
      cpu = Machine.cpuSeconds();
      try (Pipeline pipeline =
          new Pipeline(installation, Profile.THROUGHPUT, plan.threads(), stores, clock)) {
        pipeline.catchUp();
        seconds = pipeline.sinceBegin();
        pipelines.add(new Measured(written[0], seconds, Machine.cpuSeconds() - cpu));
        if (pipeline.assessed() != hub.releases()) {
          throw new IllegalStateException(
              pipeline.assessed() + " of " + hub.releases() + " releases were assessed");
        }
        if (last || purpose == Purpose.COUNTS) {
          growth.add(pipeline.growth(hub.releases()));
        }
        if (last) {
          arriving(installation, pipeline);
          late(installation, pipeline, true);
          late(installation, pipeline, false);
        }
      }
      if (last) {
        restore(installation, stores);
      }
      Plan.delete(stores);
    }
  }

  /** Detection alone over releases of this world, as many threads as the pipeline has. */
  private Report.Throughput detector() {
    long sample = Math.min(plan.releases(), 20_000);
    said.accept("detection alone over " + sample + " releases");
    List<List<byte[]>> values = new ArrayList<>();
    for (long i = 0; i < sample; i++) {
      values.add(world.parts(i).stream().map(ReleasePartCodec::encode).toList());
    }
    Inspector inspector = new Inspector(RuleBook.bundled());
    List<Measured> rounds = new ArrayList<>();
    long records = values.stream().mapToLong(List::size).sum();
    for (int round = 0; round <= 3; round++) {
      double cpu = Machine.cpuSeconds();
      long began = System.nanoTime();
      List<Thread> threads =
          IntStream.range(0, plan.threads())
              .mapToObj(
                  thread ->
                      new Thread(
                          () -> {
                            for (int i = thread; i < values.size(); i += plan.threads()) {
                              inspect(inspector, values.get(i));
                            }
                          }))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw Waiting.interrupted(e);
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      if (round > 0) {
        rounds.add(new Measured(records, seconds, Machine.cpuSeconds() - cpu));
      }
    }
    return median(rounds);
  }

  /** As the topology does it: anew with each record, out of the parts that are there by then. */
  private static void inspect(Inspector inspector, List<byte[]> values) {
    List<ReleasePart> parts = new ArrayList<>();
    for (int known = 1; known <= values.size(); known++) {
      try {
        parts.clear();
        for (byte[] value : values.subList(0, known)) {
          parts.add(ReleasePartCodec.decode(value));
        }
        inspector.apply(Release.merge(parts));
      } catch (MalformedEvent ourOwn) {
        throw new IllegalStateException(ourOwn);
      }
    }
  }

  /** What it costs that one more child comes, to the largest hub and to a release with few. */
  private void arriving(Installation installation, Pipeline pipeline) {
    long children =
        LongStream.range(World.HUBS, plan.releases()).filter(i -> world.parent(i) == 0).count();
    said.accept("one more child of a hub with " + children);
    double large = children(installation, pipeline, world.id(0), "late-", CHILDREN);
    children(installation, pipeline, "few-maker/few-8b", "first-", SMALL);
    double small = children(installation, pipeline, "few-maker/few-8b", "late-", CHILDREN);
    arriving = new Report.Arriving(children, large / CHILDREN, small / CHILDREN);
  }

  private double children(
      Installation installation, Pipeline pipeline, String parent, String name, int count) {
    double before = pipeline.graphOperations();
    LiveHub hub = new LiveHub(installation, plan, cards);
    installation.publish(hub.children(parent, name, count));
    pipeline.catchUp();
    return pipeline.graphOperations() - before;
  }

  private void late(Installation installation, Pipeline pipeline, boolean flagged) {
    String what = flagged ? "flagged late" : "cleared again";
    said.accept("five hubs: " + what);
    var from = Assessed.now(installation);
    List<ReleasePart> edits = new ArrayList<>();
    for (int hub = 0; hub < World.HUBS; hub++) {
      edits.add(world.edited(hub, flagged, flagged ? 1 : 2));
    }
    long began = System.nanoTime();
    installation.publish(edits);
    pipeline.catchUp();
    double seconds = (System.nanoTime() - began) / 1e9;
    late.add(Assessed.since(installation, from).late(what, seconds));
  }

  private void restore(Installation installation, Path stores) throws IOException {
    long bytes = Machine.bytes(stores);
    long resident = Machine.residentMb();
    said.accept("restoring " + (bytes >> 20) + " MB");
    Plan.delete(stores);
    long began = System.nanoTime();
    try (Pipeline again =
        new Pipeline(installation, Profile.THROUGHPUT, plan.threads(), stores, clock)) {
      again.catchUp();
      state = new Report.State(bytes >> 20, resident, (System.nanoTime() - began) / 1e9);
    }
  }

  private Report.Latency latency(String address) throws IOException {
    said.accept("latency at " + Plan.PACE + " releases a second");
    Path stores = folder("live-state");
    try (Installation installation = installation(address, "live")) {
      try (Pipeline pipeline =
          new Pipeline(installation, Profile.LATENCY, plan.threads(), stores, clock)) {
        return new LiveHub(installation, plan, cards).run(pipeline, arrivals);
      }
    } finally {
      Plan.delete(stores);
    }
  }

  private Installation installation(String address, String name) {
    return Installation.on(address, plan.partitions(), "bench-" + name + ".");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(plan.folder().resolve(name));
  }

  private static Report.Throughput median(List<Measured> rounds) {
    List<Measured> sorted =
        rounds.stream().sorted(java.util.Comparator.comparing(Measured::perSecond)).toList();
    Measured middle = sorted.get(sorted.size() / 2);
    return new Report.Throughput(
        middle.perSecond(),
        1e6 * middle.cpu() / middle.records(),
        rounds.stream().map(Measured::perSecond).toList());
  }
}
