package dev.tunewatch.detect.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where an inheritance ends, signals.md §3.3. */
class StopsTest {

  private final LocalFamilies families = new LocalFamilies();

  @Test
  void copiesLoseNothingButNoPathHasMoreThanTwentyFourNodes() {
    line(Relation.QUANTIZED, false, 30);

    for (int i = 1; i < Label.MAX_PATH; i++) {
      Family.Inheritance inherited = only(i);
      assertThat(inherited.strength()).as("copy %d", i).isEqualTo(7_500);
      assertThat(inherited.steps()).isEqualTo(i);
    }
    assertThat(families.family(key(Label.MAX_PATH)).inherited()).isEmpty();
  }

  @Test
  void aRemovalOutlastsSixTrainingsAndNoMore() {
    // For fiction, where .90 is kept of it each time: .75 * .90^6 is .40, far above the faintest.
    line(Relation.FINETUNE, true, 9);

    assertThat(only(6).strength()).isBetween(3_980, 3_990);
    assertThat(families.family(key(7)).inherited()).isEmpty();
  }

  @Test
  void belowAFifthNothingIsInherited() {
    // .75 * .80^5 is .25, and .20 at the sixth, which is less than the faintest by a hair.
    line(Relation.FINETUNE, false, 9);

    assertThat(only(5).strength()).isBetween(2_450, 2_460);
    assertThat(families.family(key(6)).inherited()).isEmpty();
  }

  private Family.Inheritance only(int i) {
    List<Family.Inheritance> inherited = families.family(key(i)).inherited();
    assertThat(inherited).as("release %d", i).hasSize(1);
    return inherited.get(0);
  }

  private void line(Relation relation, boolean rolePlay, int length) {
    for (int i = 0; i < length; i++) {
      List<Edge> edges =
          i == 0
              ? List.of()
              : List.of(
                  new Edge(key(i - 1), relation, null, 10_000, relation == Relation.QUANTIZED));
      List<Own.Claim> claims =
          i == 0 ? List.of(new Own.Claim(SignalId.V1, 7_500, 10_000)) : List.of();
      families.release(
          key(i),
          new Own(edges, claims, null, null, null, false, false, rolePlay, null, Upload.UNKNOWN));
    }
  }

  private static String key(int i) {
    return "hf:maker/model-" + i;
  }
}
