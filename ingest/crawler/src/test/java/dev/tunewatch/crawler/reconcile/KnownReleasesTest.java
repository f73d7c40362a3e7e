package dev.tunewatch.crawler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.events.Status.State;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnownReleasesTest {

  @Test
  void holdsAReleaseInAtMostFortyFourBytes() {
    KnownReleases known = new KnownReleases();
    long most = 0;
    for (int i = 1; i <= 400_000; i++) {
      known.listing("owner" + i % 997 + "/model-" + i, "id" + i, "f" + i, i);
      if (i > 50_000) {
        most = Math.max(most, known.bytes() / i);
      }
    }
    System.out.println("bytes per release, at the worst moment: " + most);
    assertThat(most).isLessThanOrEqualTo(44);
    assertThat(known.size()).isEqualTo(400_000);
  }

  @Test
  void saysWhatAPlainMapSays() {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    KnownReleases known = new KnownReleases();
    Map<String, String> listings = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    Map<String, Boolean> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String name = "o/" + random.nextInt(3_000);
      int what = random.nextInt(4);
      if (what == 0) {
        known.unlisted(name);
        listings.remove(name);
      } else if (what == 1) {
        known.seen(name);
        seen.put(name, true);
      } else {
        String print = "f" + random.nextInt(5);
        String id = "id" + random.nextInt(2);
        known.listing(name, id, print, 0);
        listings.put(name, print);
        ids.put(name, id);
      }
    }
    for (int i = 0; i < 3_000; i++) {
      String name = "o/" + i;
      assertThat(known.isListed(name)).isEqualTo(listings.containsKey(name));
      assertThat(known.isSeen(name)).isEqualTo(seen.containsKey(name));
      if (listings.containsKey(name)) {
        assertThat(known.isAs(name, listings.get(name))).isTrue();
        assertThat(known.isAs(name, "other")).isFalse();
        assertThat(known.isOf(name, ids.get(name))).isTrue();
        assertThat(known.isOf(name, "another")).isFalse();
        assertThat(known.isOf(name, null)).isTrue();
      }
    }
  }

  @Test
  void whatWasSaidOfAFormerHolderOfTheNameDoesNotCount() {
    KnownReleases known = new KnownReleases();
    known.listing("o/a", "id1", "f", 0);
    known.status("o/a", "id1", State.REMOVED);
    assertThat(known.state("o/a")).isEqualTo(State.REMOVED);

    known.listing("o/a", "id2", "f", 0);
    assertThat(known.state("o/a")).isNull();
    known.status("o/a", null, State.DISABLED);
    assertThat(known.state("o/a")).isEqualTo(State.DISABLED);
  }
}
