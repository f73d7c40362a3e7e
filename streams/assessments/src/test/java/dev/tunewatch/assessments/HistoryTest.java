package dev.tunewatch.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a history keeps. */
class HistoryTest {

  private static final ReleaseName NAME = new ReleaseName("huggingface", "a/b");

  @Test
  void theUnionDoesNotDependOnTheOrder() {
    Random random = new Random(7);
    for (int run = 0; run < 300; run++) {
      List<Transition> all = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        all.add(
            transition(
                Transition.Kind.values()[random.nextInt(6)],
                random.nextInt(9),
                random.nextBoolean() ? null : "aa"));
      }
      History atOnce = new History(NAME, null, all);
      Collections.shuffle(all, random);
      History united = new History(NAME, null, List.of());
      for (Transition one : all) {
        united = united.union(new History(NAME, null, List.of(one)));
      }
      assertThat(united).isEqualTo(atOnce);
      assertThat(united.union(atOnce)).isEqualTo(atOnce);
    }
  }

  @Test
  void theFirstFlaggingStaysAndOfAllElseTheLatest() {
    List<Transition> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(transition(Transition.Kind.FIRST_FLAGGED, i, null));
      all.add(transition(Transition.Kind.TAGS_SCRUBBED, i, null));
    }
    History history = new History(NAME, null, all);

    assertThat(history.of(Transition.Kind.FIRST_FLAGGED))
        .containsExactly(transition(Transition.Kind.FIRST_FLAGGED, 0, null));
    assertThat(history.of(Transition.Kind.TAGS_SCRUBBED))
        .hasSize(History.MAX_OF_A_KIND)
        .endsWith(transition(Transition.Kind.TAGS_SCRUBBED, 99, null));
  }

  private static Transition transition(Transition.Kind kind, int second, @Nullable String weights) {
    return new Transition(kind, Instant.ofEpochSecond(second), null, null, weights);
  }
}
