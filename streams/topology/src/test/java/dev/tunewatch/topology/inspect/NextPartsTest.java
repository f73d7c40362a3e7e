package dev.tunewatch.topology.inspect;

import static dev.tunewatch.topology.inspect.NextParts.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextPartsTest {

  @Test
  void otherPartsOfOneReleaseFollowEachOtherHoweverFarApart() {
    assertThat(next("h:a/m#listing", "h:b/n#listing", "h:a/m#card", "h:a/m#files"))
        .containsExactly(2, NONE, 3, NONE);
  }

  @Test
  void aSecondValueOfAPartIsATransitionSoWhatStandsBeforeItIsInspected() {
    assertThat(next("h:a/m#listing", "h:a/m#listing", "h:a/m#card")).containsExactly(NONE, 2, NONE);
    assertThat(next("h:a/m#listing", "h:a/m#card", "h:a/m#listing")).containsExactly(1, NONE, NONE);
    assertThat(next("h:a/m#card", "h:a/m#listing", "h:a/m#card", "h:a/m#listing"))
        .containsExactly(1, NONE, 3, NONE);
  }

  @Test
  void whatDeletesAndWhatIsNoPartNeitherFollowsNorIsFollowed() {
    assertThat(next("h:a/m#listing", null, "h:#65a", "h:a/m#65a", "h:a/m", "#", "", "h:a/m#Card"))
        .containsOnly(NONE);
    assertThat(next("h:a/m#listing", null, "h:a/m#card")).containsExactly(2, NONE, NONE);
  }

  @Test
  void aNameThatHoldsTheSignIsAnotherName() {
    assertThat(next("h:a/m#listing", "h:a/m#x#card", "h:a/m#x#listing"))
        .containsExactly(NONE, 2, NONE);
  }

  private static int[] next(@Nullable String... keys) {
    return NextParts.of(Arrays.stream(keys).map(NextPartsTest::bytes).toList());
  }

  private static byte @Nullable [] bytes(@Nullable String key) {
    return key == null ? null : key.getBytes(UTF_8);
  }
}
