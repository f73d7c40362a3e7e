package dev.tunewatch.crawler.publish;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.events.Escalation;
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
 * @param escalations what must reach the operator alone
 * @param deadLetters what was refused on the way
 * @param checkpoints where the lane stands with all this committed, by whole key, for example
 *     {@code huggingface/live}; what is not named stays, and an empty value takes its row away
 * @param coverage the lane's ledger line
 * @param status rows of {@code status.v1} by component
 */
public record Batch(
    List<Publishable> parts,
    List<Identity> identities,
    List<Escalation> escalations,
    List<DeadLetter> deadLetters,
    Map<String, byte[]> checkpoints,
    byte[] coverage,
    Map<String, byte[]> status) {

  public Batch {
    parts = List.copyOf(parts);
    identities = List.copyOf(identities);
    escalations = List.copyOf(escalations);
    deadLetters = List.copyOf(deadLetters);
    checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
    status = Map.copyOf(status);
  }

  /** A batch without status. */
  public Batch(
      List<Publishable> parts,
      List<Identity> identities,
      List<Escalation> escalations,
      List<DeadLetter> deadLetters,
      Map<String, byte[]> checkpoints,
      byte[] coverage) {
    this(parts, identities, escalations, deadLetters, checkpoints, coverage, Map.of());
  }

  /** A batch without escalations. */
  public Batch(
      List<Publishable> parts,
      List<Identity> identities,
      List<DeadLetter> deadLetters,
      Map<String, byte[]> checkpoints,
      byte[] coverage) {
    this(parts, identities, List.of(), deadLetters, checkpoints, coverage);
  }

  /** The same with what must reach the operator alone. */
  public Batch withEscalations(List<Escalation> escalations) {
    return new Batch(parts, identities, escalations, deadLetters, checkpoints, coverage, status);
  }

  /** A batch without identities and escalations. */
  public Batch(
      List<Publishable> parts,
      List<DeadLetter> deadLetters,
      Map<String, byte[]> checkpoints,
      byte[] coverage) {
    this(parts, List.of(), deadLetters, checkpoints, coverage);
  }
}
