package dev.tunewatch.crawler.checkpoint;

import java.util.Map;
import java.util.Optional;

/** Where lanes stand, as last committed. They are written with what they cover, not here. */
public interface Checkpoints {

  /**
   * The last committed checkpoint under {@code hub/lane}; empty before the first.
   *
   * @throws InterruptedException if the caller is asked to stop
   */
  Optional<byte[]> read(String key) throws InterruptedException;

  /**
   * The last committed checkpoints of a lane that keeps several: those under the key itself and
   * under {@code key/…}.
   *
   * @throws InterruptedException if the caller is asked to stop
   */
  Map<String, byte[]> readAll(String key) throws InterruptedException;
}
