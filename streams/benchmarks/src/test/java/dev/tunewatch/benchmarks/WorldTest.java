package dev.tunewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldTest {

  private static final long RELEASES = 20_000;

  private final World world = new World(RELEASES, 1, Cards.madeUp(1));

  @Test
  void isTheSameForTheSameSeed() {
    World again = new World(RELEASES, 1, Cards.madeUp(1));
    for (long i = 0; i < 200; i++) {
      assertThat(again.parts(i)).isEqualTo(world.parts(i));
    }
    assertThat(new World(RELEASES, 2, Cards.madeUp(1)).parts(77)).isNotEqualTo(world.parts(77));
  }

  @Test
  void hasRecordsOfAboutFourKilobytesUnderNamesOfTheirOwn() {
    Set<String> keys = new HashSet<>();
    long bytes = 0;
    for (long i = 0; i < 2_000; i++) {
      for (ReleasePart part : world.parts(i)) {
        assertThat(keys.add(part.key())).as(part.key()).isTrue();
        bytes += ReleasePartCodec.encode(part).length;
      }
    }
    assertThat(keys).hasSize(4_000);
    assertThat(bytes / 2_000).isBetween(3_500L, 4_500L);
  }

  @Test
  void aFifthDescendsFromFiveHubsAndFamiliesFollowAPowerLaw() {
    Map<Long, Integer> children = new HashMap<>();
    long ofHubs = 0;
    long declared = 0;
    for (long i = World.HUBS; i < RELEASES; i++) {
      long parent = world.parent(i);
      assertThat(parent).isLessThan(i);
      if (parent >= 0) {
        children.merge(parent, 1, Integer::sum);
        declared++;
        ofHubs += hub(i) >= 0 ? 1 : 0;
      }
    }
    assertThat((double) ofHubs / RELEASES).isBetween(.18, .22);
    assertThat((double) (declared - ofHubs) / (RELEASES * .8)).isBetween(.25, .31);
    for (long hub = 0; hub < World.HUBS; hub++) {
      assertThat(children.get(hub)).isGreaterThan(400);
    }
    assertThat(children.values().stream().filter(count -> count == 1).count())
        .isGreaterThan(children.size() / 2);
  }

  @Test
  void threeInAThousandDeclareARemoval() {
    long flagged = LongStream.range(0, RELEASES).filter(world::isFlagged).count();
    assertThat(flagged).isBetween(30L, 95L);
    long one = LongStream.range(0, RELEASES).filter(world::isFlagged).findFirst().orElseThrow();
    assertThat(world.id(one)).contains("-abliterated");
  }

  /** The hub at the top, -1 where there is none. */
  private long hub(long i) {
    long at = i;
    while (world.parent(at) >= 0) {
      at = world.parent(at);
    }
    return at < World.HUBS ? at : -1;
  }
}
