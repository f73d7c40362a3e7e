package dev.tunewatch.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was started, last first; one part that fails to close does not keep the others. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable part) {}

  /** Registers a part that has been started, and returns it. */
  synchronized <T extends AutoCloseable> T started(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      Part next = parts.pop();
      try {
        next.part().close();
      } catch (Exception e) {
        LOG.atWarn()
            .addKeyValue("component", next.name())
            .addKeyValue("outcome", "not closed")
            .setCause(e)
            .log("component {} did not close cleanly", next.name());
      }
    }
  }
}
