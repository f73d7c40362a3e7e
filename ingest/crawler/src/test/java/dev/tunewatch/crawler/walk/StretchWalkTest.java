package dev.tunewatch.crawler.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.checkpoint.BackfillCheckpoint;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchWalkTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void publishesEachRowOnceWhateverTheHubRepeatsReordersAndRefuses(long seed) {
    Random random = new Random(seed);
    List<Row> hub = new ArrayList<>();
    int many = 50 + random.nextInt(400);
    for (int i = 0; i < many; i++) {
      // Hundreds of old models share one time of creation.
      hub.add(row(i, time(Math.max(0, i - many / 3) / (1 + random.nextInt(3)))));
    }
    hub.sort((a, b) -> created(b).compareTo(created(a)));
    int pageSize = 5 + random.nextInt(20);
    List<String> published = new ArrayList<>();
    List<String> expected = new ArrayList<>(hub.stream().map(StretchWalkTest::name).toList());
    BackfillState state = WholeWalk.begin(BackfillState.FRESH, NOW);
    int births = 0;
    while (!whole(state).done()) {
      if (random.nextInt(6) == 0) {
        state = BackfillCheckpoint.decode(BackfillCheckpoint.encode(state)); // kill -9
      }
      if (random.nextInt(12) == 0 && births < 30) {
        StretchState again = whole(state).walk().restarted();
        state = state.with(new BackfillState.Whole(0, again, 0, false, NOW), state.gaps());
      }
      if (random.nextInt(3) == 0 && births < 30) {
        hub.add(0, row(1_000 + births, time(1_000 + births++)));
      }
      ListingPage page = page(hub, whole(state).walk().next(), pageSize, random);
      WholeWalk.Outcome outcome = WholeWalk.take(state, whole(state), 1, page, row -> false, NOW);
      outcome.page().publish().forEach(row -> published.add(name(row)));
      state = outcome.next();
    }
    assertThat(published).as("seed " + seed).doesNotHaveDuplicates().containsAll(expected);
    assertThat(whole(state).walk().published()).isEqualTo(published.size());
  }

  @Test
  void readsOnlyItsStretch() {
    Gap gap =
        new Gap(
            Order.CREATED,
            time(8),
            time(3),
            Set.of(Hashes.of("huggingface:o/r3")),
            null,
            NOW,
            GapReason.TOO_FAR);
    StretchWalk.Outcome one =
        StretchWalk.take(
            Stretch.of(gap),
            StretchState.startingAt(null),
            new ListingPage(rows(10, 9, 8, 7), "/2", null),
            row -> name(row).equals("o/r7"));
    StretchWalk.Outcome two =
        StretchWalk.take(
            Stretch.of(gap), one.next(), new ListingPage(rows(4, 3, 2), "/3", null), row -> false);

    assertThat(one.publish()).extracting(StretchWalkTest::name).containsExactly("o/r8");
    assertThat(one.done()).isFalse();
    assertThat(two.publish()).extracting(StretchWalkTest::name).containsExactly("o/r4");
    assertThat(two.done()).isTrue();
  }

  @Test
  void keepsAPageThatCannotBeReadAsAGapThatEndsWhereTheNextBegins() {
    BackfillState state = WholeWalk.begin(BackfillState.FRESH, NOW);
    state = take(state, new ListingPage(rows(9, 8), "/2", null));
    state = take(state, new ListingPage(List.of(), "/3", GapReason.MALFORMED_PAGE));
    state = take(state, new ListingPage(List.of(), "/4", GapReason.MALFORMED_PAGE));
    state = take(state, new ListingPage(rows(4, 3), null, null));

    assertThat(whole(state).done()).isTrue();
    Gap gap = state.gaps().get(0);
    assertThat(state.gaps()).hasSize(1);
    assertThat(gap.newer()).isEqualTo(time(9));
    assertThat(gap.older()).isEqualTo(time(4));
    assertThat(gap.resume()).isEqualTo("/2");
    BackfillState closed = state.closing(gap.id());
    assertThat(closed.gaps()).isEmpty();
    assertThat(closed.closed()).containsExactly(gap.id());
    BackfillState restored = BackfillCheckpoint.decode(BackfillCheckpoint.encode(closed));
    assertThat(restored.closed()).isEqualTo(closed.closed());
    assertThat(restored.closings()).isEqualTo(1);
  }

  @Test
  void knowsWhatLiveHasPublishedAndWhatIsInItsGaps() {
    Walk walk = new Walk(time(5), 10);
    LiveState live = walk.startAt(LiveState.fresh(), Order.MODIFIED, listing(rows(9)), NOW);
    live = walk.take(live, Order.CREATED, listing(rows(9, 8, 7, 6, 5, 4)), NOW).next();
    live =
        walk.take(live, Order.MODIFIED, listing(List.of(changed(2, 12), row(9, time(9)))), NOW)
            .next();
    live =
        new LiveState(
            live.created(), live.modified(), new SeenRing(1), new ToMeet(), live.gaps(), 0, 0, 0);
    Reach reach = new Reach(live);

    assertThat(reach.covers(row(7, time(7)))).isTrue();
    assertThat(reach.covers(changed(7, 11))).isTrue(); // between the first and the last change
    assertThat(reach.covers(changed(7, 13))).isFalse(); // live has not met this change
    assertThat(reach.covers(row(4, time(4)))).isFalse(); // before its first walk's bound
    assertThat(reach.covers(changed(2, 11))).isTrue();
    assertThat(reach.isWhole()).isFalse();
    Gap gap = new Gap(Order.CREATED, time(8), time(6), Set.of(), null, NOW, GapReason.TOO_FAR);
    LiveState holed =
        new LiveState(
            live.created(), live.modified(), live.ring(), live.toMeet(), List.of(gap), 0, 0, 0);
    assertThat(new Reach(holed).covers(row(7, time(7)))).isFalse();
    assertThat(new Reach(LiveState.fresh()).covers(row(7, time(7)))).isFalse();
  }

  @Test
  void hasNothingLeftToDoWhereLiveWalkedAll() {
    LiveState live =
        new Walk(null, 10).take(LiveState.fresh(), Order.CREATED, listing(rows(2, 1)), NOW).next();
    assertThat(new Reach(live).isWhole()).isTrue();
  }

  private static BackfillState take(BackfillState state, ListingPage page) {
    return WholeWalk.take(state, whole(state), 1, page, row -> false, NOW).next();
  }

  /** A page of the hub as it is now, reordered within, a few rows twice. */
  private static ListingPage page(List<Row> hub, @Nullable String next, int size, Random random) {
    int from = 0;
    if (next != null) {
      // A keyset: behind the last row of the page before.
      while (!name(hub.get(from)).equals(next)) {
        from++;
      }
      from++;
    }
    int to = Math.min(hub.size(), from + size);
    List<Row> rows = new ArrayList<>(hub.subList(from, to));
    String link = to == hub.size() ? null : name(hub.get(to - 1));
    if (random.nextInt(4) == 0 && from > 0) {
      rows.add(hub.get(from - 1));
    }
    Collections.shuffle(rows, random);
    return new ListingPage(rows, link, null);
  }

  private static BackfillState.Whole whole(BackfillState state) {
    return Objects.requireNonNull(state.whole());
  }

  private static ListingPage listing(List<Row> rows) {
    return new ListingPage(rows, null, null);
  }

  private static List<Row> rows(int... hours) {
    List<Row> rows = new ArrayList<>();
    for (int hour : hours) {
      rows.add(row(hour, time(hour)));
    }
    return rows;
  }

  private static Row.Listed row(int number, Instant created) {
    return row(number, created, created);
  }

  private static Row.Listed changed(int hour, int modified) {
    return row(hour, time(hour), time(modified));
  }

  private static Row.Listed row(int number, Instant created, Instant modified) {
    String json =
        "{\"id\":\"o/r"
            + number
            + "\",\"createdAt\":\""
            + created
            + "\",\"lastModified\":\""
            + modified
            + "\"}";
    try {
      return (Row.Listed)
          Hubs.find("huggingface")
              .orElseThrow()
              .readPage(
                  new Answer(
                      "http://h/",
                      200,
                      Map.of(),
                      ("[" + json + "]").getBytes(StandardCharsets.UTF_8)),
                  new Reading("backfill", "http://h/", NOW))
              .rows()
              .get(0);
    } catch (MalformedPage e) {
      throw new AssertionError(e);
    }
  }

  private static Instant created(Row row) {
    return Objects.requireNonNull(((Row.Listed) row).created());
  }

  private static String name(Row row) {
    return ((Row.Listed) row).part().release().id();
  }

  private static Instant time(int hour) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour);
  }
}
