package dev.tunewatch.topology;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Learns which rows a task's stores have: few at once, many beside the work. */
final class PresenceReading {

  private static final int ROWS_AT_ONCE = 50;

  /** A thread may have many tasks, and all of them read after a start. */
  private static final Duration READING = Duration.ofMillis(5);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<Presence<?>> presences;
  private @Nullable Cancellable beside;

  private PresenceReading(List<Presence<?>> presences) {
    this.presences = presences;
  }

  /** Begins at once, and goes on for as long as there is more to read. */
  static PresenceReading begin(ProcessorContext<?, ?> context, List<Presence<?>> presences) {
    PresenceReading reading = new PresenceReading(presences);
    if (!reading.isThrough()) {
      reading.beside =
          context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> reading.goOn());
    }
    return reading;
  }

  /** Reads no more: the task leaves. */
  void end() {
    if (beside != null) {
      beside.cancel();
    }
  }

  private void goOn() {
    if (isThrough()) {
      end();
    }
  }

  private boolean isThrough() {
    long began = System.nanoTime();
    for (Presence<?> presence : presences) {
      while (!presence.read(ROWS_AT_ONCE)) {
        if (System.nanoTime() - began > READING.toNanos()) {
          return false;
        }
      }
    }
    return true;
  }
}
