package dev.tunewatch.topology;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.topology.inspect.Inspector;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A changed part, a message of the family graph, a verdict or a history in; findings, messages and
 * dead letters out.
 */
final class InspectProcessor implements Processor<Bytes, byte[], Bytes, Output> {

  /**
   * Rows of nodes that are remembered by a process that has all partitions, bytes: some 14,000
   * nodes. With fewer of them a process remembers less; with more than 64 it is a little more.
   */
  private static final long MEMORY = 4L << 20;

  private static final long LEAST_MEMORY = 64L << 10;

  private final Inspector inspector;
  private final PartsStore.Supplier parts;
  private final InspectStage.Sources sources;
  private final long memory;
  private final StreamsMetrics metrics;

  private @Nullable InspectStage stage;

  InspectProcessor(
      KafkaSettings kafka, Inspector inspector, PartsStore.Supplier parts, StreamsMetrics metrics) {
    this.inspector = inspector;
    this.parts = parts;
    this.sources =
        new InspectStage.Sources(
            kafka.named(StreamsTopics.LINEAGE_MESSAGES.name()),
            kafka.named(StreamsTopics.VERDICTS.name()),
            kafka.named(StreamsTopics.HISTORY.name()));
    this.memory = Math.max(LEAST_MEMORY, MEMORY / kafka.partitions());
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Bytes, Output> context) {
    close(); // Kafka Streams begins again where another node of the topology could not.
    stage =
        new InspectStage(context, sources, inspector, parts.of(context.taskId()), memory, metrics);
  }

  @Override
  public void process(Record<Bytes, byte[]> record) {
    Objects.requireNonNull(stage).process(record);
    metrics.processed();
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
      stage = null;
    }
  }
}
