package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random births, edits, late parents, relabelling, removals, renames and circles among a few
 * releases, some of them declared in another case or without their maker.
 */
final class FamilyHistory {

  /** One release's record as it became; null where it was deleted. */
  record Step(String key, @Nullable Own own) {}

  private static final List<SignalId> KINDS =
      List.of(SignalId.V1, SignalId.V2, SignalId.V3, SignalId.V5, SignalId.H1, SignalId.B7);

  private final Random random;
  private final List<String> keys = new ArrayList<>();
  private final List<String> spoken = new ArrayList<>();

  FamilyHistory(Random random) {
    this.random = random;
    int size = 3 + random.nextInt(12);
    for (int i = 0; i < size; i++) {
      String id = "Maker" + i % 3 + "/Model-" + i / 2;
      keys.add("hf:" + id);
      spoken.add("hf:" + id);
      spoken.add("hf:" + id.toLowerCase(Locale.ROOT));
      spoken.add("hf:Model-" + i / 2);
    }
    spoken.add("hf:nobody/unseen");
    spoken.add("hf:unseen");
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    int many = keys.size() + random.nextInt(4 * keys.size());
    for (int i = 0; i < many; i++) {
      String key = i < keys.size() ? keys.get(i) : pick(keys);
      int dice = random.nextInt(20);
      Own own = dice == 0 ? null : dice == 1 ? Own.moved(pick(keys)) : own(dice == 2);
      steps.add(new Step(key, own));
    }
    return steps;
  }

  /** The same steps in another order; those of one release keep theirs. */
  List<Step> shuffled(List<Step> steps) {
    Map<String, List<Step>> byKey = new HashMap<>();
    steps.forEach(s -> byKey.computeIfAbsent(s.key(), k -> new ArrayList<>()).add(s));
    List<String> turns = new ArrayList<>(steps.stream().map(Step::key).toList());
    Collections.shuffle(turns, random);
    return turns.stream().map(key -> Objects.requireNonNull(byKey.get(key)).remove(0)).toList();
  }

  /** What stands at the end. */
  static Map<String, Own> last(List<Step> steps) {
    Map<String, Own> last = new HashMap<>();
    for (Step step : steps) {
      if (step.own() == null) {
        last.remove(step.key());
      } else {
        last.put(step.key(), step.own());
      }
    }
    return last;
  }

  private Own own(boolean moved) {
    List<Edge> edges = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Relation relation = pick(List.of(Relation.values()));
      MergePart part =
          relation == Relation.MERGE && random.nextBoolean()
              ? pick(List.of(MergePart.values()))
              : null;
      boolean copy = relation == Relation.QUANTIZED && random.nextBoolean();
      int confidence = pick(List.of(9_900, 9_500, 9_000, 8_500, 8_000));
      edges.add(new Edge(pick(spoken), relation, part, confidence, copy));
    }
    List<Own.Claim> claims = new ArrayList<>();
    if (random.nextInt(2) == 0) {
      SignalId kind = pick(KINDS);
      claims.add(new Own.Claim(kind, pick(List.of(7_500, 4_500, 9_500, 1_000)), 9_000));
    }
    return new Own(
        edges,
        claims,
        pick(List.of(Gating.values())),
        random.nextBoolean() ? "mit" : null,
        random.nextInt(6) == 0 ? time() : null,
        random.nextInt(5) == 0,
        random.nextInt(8) == 0,
        random.nextInt(8) == 0,
        moved ? pick(keys) : null,
        Upload.counted(
            random.nextInt(8) == 0 ? null : pick(List.of("One", "one", "Two")),
            random.nextInt(8) == 0 ? null : time(),
            random.nextInt(8) == 0 ? null : (long) Math.pow(10, random.nextInt(6)),
            random.nextInt(3) == 0 ? pick(List.of("aa", "bb", "cc")) : null,
            !claims.isEmpty()));
  }

  private Instant time() {
    return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(6) * 1_000_000L);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
