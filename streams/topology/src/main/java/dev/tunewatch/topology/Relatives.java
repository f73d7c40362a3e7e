package dev.tunewatch.topology;

import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.FamilyEngine;
import dev.tunewatch.detect.graph.GraphCodec;
import dev.tunewatch.detect.graph.Mail;
import dev.tunewatch.detect.graph.Message;
import dev.tunewatch.detect.graph.Own;
import java.nio.charset.StandardCharsets;
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

  private @Nullable Changed changed;

  /** A release's family before and after a message. */
  record Changed(Family before, Family now) {

    /** Whether anything that flags came, went or stays. */
    boolean mayFlag() {
      return before.mayFlag() || now.mayFlag();
    }
  }

  Relatives(ProcessorContext<Bytes, Output> context, StoredGraph graph) {
    this.context = context;
    this.engine = new FamilyEngine(graph, this);
  }

  /** Says what a release is by its own record, null where it has none, and tells its family. */
  Family release(String key, @Nullable Own own, long at) {
    timestamp = at;
    engine.release(key, own);
    return engine.family(key);
  }

  /** Takes a message; how the release's family changed, if it did. */
  Optional<Changed> hear(String key, Message message, long at) {
    timestamp = at;
    changed = null;
    engine.message(key, message);
    return Optional.ofNullable(changed);
  }

  @Override
  public void send(String to, Message message) {
    context.forward(
        new Record<>(
            Bytes.wrap(to.getBytes(StandardCharsets.UTF_8)),
            new Output.Message(GraphCodec.encode(message)),
            timestamp));
  }

  @Override
  public void resolved(String release, Family before, Family now) {
    changed = new Changed(before, now);
  }
}
