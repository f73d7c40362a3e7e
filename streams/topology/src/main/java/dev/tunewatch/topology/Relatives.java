package dev.tunewatch.topology;

import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.DescentCodec;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.FamilyEngine;
import dev.tunewatch.detect.graph.Graph;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Mail;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.topology.inspect.Pedigree;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The family engine over the stores of one task; its messages leave as records of the loop. */
final class Relatives implements Mail {

  private final ProcessorContext<Bytes, Output> context;
  private final FamilyEngine engine;

  /** The time of what is being processed; everything that comes of it bears it. */
  private long timestamp;

  /** And so does what caused it, over any number of hops. */
  private String cause = "";

  private @Nullable Changed changed;

  /** A release's family before and after a message. */
  record Changed(Family before, Family now) {

    /** Whether anything that flags came, went or stays. */
    boolean mayFlag() {
      return before.mayFlag() || now.mayFlag();
    }
  }

  Relatives(ProcessorContext<Bytes, Output> context, Graph graph) {
    this.context = context;
    this.engine = new FamilyEngine(graph, this);
  }

  /** Says what a release is by its own record, null where it has none, and tells its family. */
  FamilyEngine.Placed release(String key, @Nullable Own own, long at, String from) {
    timestamp = at;
    cause = from;
    FamilyEngine.Placed placed = engine.release(key, own);
    if (!Objects.equals(placed.was(), own)) {
      describe(key, placed.was(), placed.former(), own, placed.family());
    }
    return placed;
  }

  /** Takes a message; how the release's family changed, if it did. */
  Optional<Changed> hear(String key, Message message, long at, String from) {
    timestamp = at;
    cause = from;
    changed = null;
    engine.message(key, message);
    if (changed != null) {
      Own own = engine.own(key);
      describe(key, own, changed.before(), own, changed.now());
    }
    return Optional.ofNullable(changed);
  }

  /** What a release was said to be last, null where it has no record. */
  @Nullable Own own(String key) {
    return engine.own(key);
  }

  /**
   * Tells of another descent, and that there is none any more. A child tells once all its parents
   * have answered it, which takes a hop; what stands of it meanwhile is what it told before. What
   * that was is not known any more by then, so it is told even where it is the same.
   */
  private void describe(
      String key, @Nullable Own was, Family former, @Nullable Own own, Family family) {
    if (own != null && !family.whole()) {
      return;
    }
    Descent now = Pedigree.of(key, own, family);
    if (former.whole() && Objects.equals(Pedigree.of(key, was, former), now)) {
      return;
    }
    Output.Descended descended =
        new Output.Descended(now == null ? null : DescentCodec.encode(now));
    context.forward(Output.event(key, descended, "dev.tunewatch.lineage", timestamp));
  }

  @Override
  public void send(String to, Message message) {
    Record<Bytes, Output> record =
        new Record<>(
            Bytes.wrap(to.getBytes(StandardCharsets.UTF_8)),
            new Output.Message(GraphCodec.encode(message)),
            timestamp);
    Cause.write(record.headers(), cause);
    context.forward(record);
  }

  @Override
  public void resolved(String release, Family before, Family now) {
    changed = new Changed(before, now);
  }
}
