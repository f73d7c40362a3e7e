package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.events.Identity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes visible together.
 *
 * @param parts release parts in log order
 * @param identities rows of renamed releases, written behind the parts
 * @param deadLetters what was refused on the way
 * @param checkpoints where the lane stands with all this committed, by whole key, for example
 *     {@code huggingface/live}; what is not named stays, and an empty value takes its row away
 * @param coverage the lane's ledger line
 */
public record Batch(
    List<Publishable> parts,
    List<Identity> identities,
    List<DeadLetter> deadLetters,
    Map<String, byte[]> checkpoints,
    byte[] coverage) {

  public Batch {
    parts = List.copyOf(parts);
    identities = List.copyOf(identities);
    deadLetters = List.copyOf(deadLetters);
    checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
  }

  /** A batch without identities. */
  public Batch(
      List<Publishable> parts,
      List<DeadLetter> deadLetters,
      Map<String, byte[]> checkpoints,
      byte[] coverage) {
    this(parts, List.of(), deadLetters, checkpoints, coverage);
  }
}
