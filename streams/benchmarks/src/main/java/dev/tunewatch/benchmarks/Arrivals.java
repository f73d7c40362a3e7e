package dev.tunewatch.benchmarks;

import java.util.function.ObjLongConsumer;

/** Where an assessment is waited for while the latency is measured. */
public interface Arrivals extends AutoCloseable {

  /** What it is, for the report: {@code a reader of assessments.v1}, {@code the webhook}. */
  String target();

  @Override
  void close();

  /** Opens a target over an installation. */
  interface Opening {
    /**
     * Begins to wait.
     *
     * @param kafka the installation whose assessments arrive
     * @param arrived is told a cluster id and {@link System#nanoTime()}, from any thread
     */
    Arrivals open(dev.tunewatch.bus.KafkaSettings kafka, ObjLongConsumer<String> arrived)
        throws java.io.IOException;
  }
}
