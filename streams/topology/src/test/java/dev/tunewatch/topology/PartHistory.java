package dev.tunewatch.topology;

import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import dev.tunewatch.events.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A random history of a few releases as their parts come, in {@link WordDetector}'s words: births,
 * edits, parents that come late or never, relabelled edges, removals by the hub and from the
 * record, renames, duplicates and circles; some parents are declared in another case or without
 * their maker.
 */
final class PartHistory {

  /**
   * A record of {@code releases.v1}.
   *
   * @param part null where the record deletes what stood under the key
   */
  record Step(String id, PartKind kind, String key, @Nullable ReleasePart part) {

    byte @Nullable [] value() {
      return part == null ? null : ReleasePartCodec.encode(part);
    }
  }

  private final Random random;
  private final List<String> ids = new ArrayList<>();
  private final List<String> spoken = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Map<PartKind, ReleasePart>> last = new TreeMap<>();

  /** Makes up a history of so many releases; the same for the same seed. */
  PartHistory(long seed, int releases) {
    this.random = new Random(seed);
    for (int i = 0; i < releases; i++) {
      String id = "Maker" + i % 3 + "/Model-" + i / 2;
      ids.add(id);
      spoken.add(id);
      spoken.add(id);
      spoken.add(id.toLowerCase(Locale.ROOT));
      spoken.add("Model-" + i / 2);
    }
    spoken.add("nobody/unseen");
    for (int i = 0; i < 5 * releases; i++) {
      step(i < releases ? ids.get(i) : pick(ids), i);
    }
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** The parts that stand at the end, by the release's id. */
  Map<String, Map<PartKind, ReleasePart>> last() {
    return last;
  }

  private void step(String id, int minute) {
    switch (random.nextInt(16)) {
      case 0 -> delete(id, PartKind.LISTING);
      case 1 -> put(Parts.renamed(id, minute, another(id)));
      case 2 -> put(Parts.status(id, minute, Status.State.REMOVED));
      case 3 -> put(Parts.status(id, minute, Status.State.AVAILABLE));
      case 4 -> delete(id, pick(List.of(PartKind.STATUS, PartKind.CARD)));
      case 5 -> put(Parts.card(id, minute, pick(List.of("an uncensored model", "a model"))));
      case 6 -> again();
      case 7, 8 -> put(Parts.holding(id, minute, weights(), tags()));
      default -> put(Parts.listing(id, minute, tags()));
    }
  }

  private String[] tags() {
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(pick(List.of("copy:", "from:", "from:")) + pick(spoken));
    }
    switch (random.nextInt(8)) {
      case 0, 1 -> tags.add("abliterated");
      case 2 -> tags.add("uncensored");
      case 3 -> tags.addAll(List.of("safety", "abliterated"));
      case 4 -> tags.add("gguf");
      default -> {}
    }
    return tags.toArray(String[]::new);
  }

  private String weights() {
    return String.format("%064x", random.nextInt(4));
  }

  private String another(String id) {
    String other = pick(ids);
    return other.equals(id) ? "nobody/unseen" : other;
  }

  private void again() {
    if (!steps.isEmpty()) {
      Step any = steps.get(random.nextInt(steps.size()));
      ReleasePart standing = last.getOrDefault(any.id(), Map.of()).get(any.kind());
      steps.add(new Step(any.id(), any.kind(), any.key(), standing));
    }
  }

  private void put(ReleasePart part) {
    String id = part.release().id();
    PartKind kind = part.body().part();
    steps.add(new Step(id, kind, part.key(), part));
    last.computeIfAbsent(id, i -> new EnumMap<>(PartKind.class)).put(kind, part);
  }

  private void delete(String id, PartKind kind) {
    String key = new ReleaseName("huggingface", id).partKey(kind);
    steps.add(new Step(id, kind, key, null));
    last.getOrDefault(id, new EnumMap<>(PartKind.class)).remove(kind);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
