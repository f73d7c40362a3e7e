package dev.tunewatch.topology;

import dev.tunewatch.topology.inspect.Refusal;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;

/** Says in the log that a record went to the dead letters; what it held stays out of it. */
final class Refusals {

  private Refusals() {}

  static void log(Logger log, ProcessorContext<?, ?> context, String stage, Refusal refusal) {
    context
        .recordMetadata()
        .ifPresent(
            at ->
                log.atWarn()
                    .addKeyValue("topic", at.topic())
                    .addKeyValue("partition", at.partition())
                    .addKeyValue("offset", at.offset())
                    .addKeyValue("outcome", refusal.reason().label())
                    .log("{} refused a record", stage));
  }
}
