package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.DeadLetter;
import java.util.List;
import java.util.Optional;

/**
 * What becomes visible together.
 *
 * @param parts release parts in log order
 * @param deadLetters what was refused on the way
 * @param checkpoint where the lane stands with all this committed; empty where it did not move
 * @param coverage the lane's ledger line
 */
public record Batch(
    List<Publishable> parts,
    List<DeadLetter> deadLetters,
    Optional<byte[]> checkpoint,
    byte[] coverage) {

  public Batch {
    parts = List.copyOf(parts);
    deadLetters = List.copyOf(deadLetters);
  }
}
