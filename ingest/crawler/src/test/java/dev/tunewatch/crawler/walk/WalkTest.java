package dev.tunewatch.crawler.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WalkTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private final Walk walk = new Walk(null, 10);

  @Test
  void publishesToTheEndAtFirstAndThenOnlyWhatIsNew() {
    PageOutcome one = take(LiveState.fresh(), page("/2", row(9), row(8)));
    PageOutcome two = take(one.next(), page(null, row(7), row(6)));
    PageOutcome poll = take(two.next(), page("/2", row(10), row(9), row(8)));

    assertThat(names(one)).containsExactly("r9", "r8");
    assertThat(one.done()).isFalse();
    assertThat(names(two)).containsExactly("r7", "r6");
    assertThat(two.done()).isTrue();
    assertThat(names(poll)).containsExactly("r10");
    assertThat(poll.done()).isTrue();
    assertThat(poll.gap()).isNull();
  }

  @Test
  void goesOnAtTheNextUnpublishedPageAfterACrashAndMeetsNewerRowsInTheNextWalk() {
    PageOutcome one = take(LiveState.fresh(), page("/2", row(9), row(8)));
    LiveState restored = LiveCheckpoint.decode(LiveCheckpoint.encode(one.next()));

    assertThat(Objects.requireNonNull(restored.created().unfinished()).next()).isEqualTo("/2");
    PageOutcome two = take(restored, page(null, row(7)));
    PageOutcome next = take(two.next(), page("/2", row(11), row(10), row(9)));

    assertThat(names(next)).containsExactly("r11", "r10");
    assertThat(next.next().gaps()).isEmpty();
  }

  @Test
  void stopsAtSinceAndPublishesNothingOlder() {
    Walk bounded = new Walk(time(8), 10);
    PageOutcome page =
        bounded.take(LiveState.fresh(), Order.CREATED, page("/2", row(9), row(8), row(7)), NOW);
    assertThat(names(page)).containsExactly("r9", "r8");
    assertThat(page.done()).isTrue();
    assertThat(page.gap()).isNull();
  }

  @Test
  void publishesARepeatedRowOnceAndAChangedOneAgain() {
    LiveState state = take(LiveState.fresh(), page(null, row(9), row(9), row(8))).next();
    LiveState bootstrapped = walk.startAt(state, Order.MODIFIED, page("/2", row(9), row(8)), NOW);
    PageOutcome unchanged =
        walk.take(bootstrapped, Order.MODIFIED, page("/2", row(9), row(8)), NOW);
    PageOutcome changed =
        walk.take(bootstrapped, Order.MODIFIED, page("/2", changed(8, 12), row(9)), NOW);

    assertThat(state.published()).isEqualTo(2);
    assertThat(names(unchanged)).isEmpty();
    assertThat(names(changed)).containsExactly("r8");
    assertThat(changed.publish().get(0).part().observation()).isEqualTo(Observation.CHANGED);
  }

  @Test
  void publishesARowMetInBothOrdersOnce() {
    LiveState state = take(LiveState.fresh(), page(null, row(8))).next();
    state = walk.startAt(state, Order.MODIFIED, page(null, row(8)), NOW);
    PageOutcome created = take(state, page("/2", row(9), row(8)));
    PageOutcome modified =
        walk.take(created.next(), Order.MODIFIED, page("/2", row(9), row(8)), NOW);
    assertThat(names(created)).containsExactly("r9");
    assertThat(names(modified)).isEmpty();
    assertThat(modified.done()).isTrue();
  }

  @Test
  void callsItAGapWhenNothingKnownComes() {
    LiveState state = take(LiveState.fresh(), page(null, row(5))).next();
    PageOutcome ended = take(state, page(null, row(9), row(8)));
    Gap gap = Objects.requireNonNull(ended.gap());
    assertThat(gap.reason()).isEqualTo(GapReason.NO_OVERLAP);
    assertThat(gap.newer()).isEqualTo(time(8));
    assertThat(gap.older()).isEqualTo(time(5));
    assertThat(gap.knownAtOlder()).hasSize(1);
    assertThat(gap.resume()).isNull();
    assertThat(ended.next().gaps()).hasSize(1);
  }

  @Test
  void callsItAGapWhenTheNextPageIsRefusedOrTooFar() {
    LiveState state = take(LiveState.fresh(), page(null, row(1))).next();
    PageOutcome foreign =
        take(state, new ListingPage(page(null, row(9)).rows(), null, GapReason.FOREIGN_LINK));
    assertThat(Objects.requireNonNull(foreign.gap()).reason()).isEqualTo(GapReason.FOREIGN_LINK);

    Walk shortWalk = new Walk(null, 2);
    PageOutcome first = shortWalk.take(state, Order.CREATED, page("/2", row(9)), NOW);
    PageOutcome second = shortWalk.take(first.next(), Order.CREATED, page("/3", row(8)), NOW);
    assertThat(first.done()).isFalse();
    assertThat(second.done()).isTrue();
    assertThat(Objects.requireNonNull(second.gap()).reason()).isEqualTo(GapReason.TOO_FAR);
  }

  @Test
  void callsItAGapWhenTheHubListsNoFurtherButNotWhenItHadReachedWhatIsKnown() {
    LiveState state = take(LiveState.fresh(), page(null, row(5))).next();
    PageOutcome cut =
        take(state, new ListingPage(page(null, row(9)).rows(), null, GapReason.LISTING_CUT));
    PageOutcome reached =
        take(state, new ListingPage(page(null, row(5)).rows(), null, GapReason.LISTING_CUT));
    assertThat(Objects.requireNonNull(cut.gap()).reason()).isEqualTo(GapReason.LISTING_CUT);
    assertThat(cut.done()).isTrue();
    assertThat(reached.gap()).isNull();
  }

  @Test
  void isNotEndedByOneStrayOldRow() {
    LiveState state = take(LiveState.fresh(), page(null, row(3))).next();
    PageOutcome stray = take(state, page("/2", row(9), row(1), row(8)));
    assertThat(stray.done()).isFalse();
    assertThat(names(stray)).containsExactly("r9", "r8");
  }

  @Test
  void aRowOfTheFutureHidesNothingThatComesUntilThen() {
    LiveState state = take(LiveState.fresh(), page(null, row(9))).next();
    // Hour 34 is now.
    PageOutcome poll = take(state, page("/2", row(90), row(10), row(9)));
    PageOutcome next = take(poll.next(), page("/2", row(90), row(11), row(10)));
    state = walk.startAt(next.next(), Order.MODIFIED, page("/2", changed(3, 90), row(11)), NOW);
    PageOutcome change =
        walk.take(state, Order.MODIFIED, page("/2", changed(3, 90), changed(9, 12), row(11)), NOW);

    assertThat(names(poll)).containsExactly("r90", "r10");
    assertThat(names(next)).containsExactly("r11");
    assertThat(next.done()).isTrue();
    assertThat(names(change)).containsExactly("r3", "r9");
    assertThat(change.done()).isTrue();
  }

  @Test
  void believesAPageThatLiesWhollyInTheFutureBecauseThenOurClockIsBehind() {
    LiveState state = take(LiveState.fresh(), page(null, row(90))).next();
    PageOutcome poll = take(state, page("/2", row(91), row(90)));
    assertThat(names(poll)).containsExactly("r91");
    assertThat(Objects.requireNonNull(poll.next().created().watermark()).time())
        .isEqualTo(time(91));
  }

  @Test
  void takesBackWhatMayHaveBeenPublishedBeforeItWasEscalatedAndNothingElse() {
    ListingPage first = new ListingPage(List.of(escalated("1", null)), null, null);
    PageOutcome begun = take(LiveState.fresh(), first);
    LiveState state = take(LiveState.fresh(), page(null, row(9))).next();
    List<Row> rows = new ArrayList<>(page(null, row(9)).rows());
    rows.addAll(
        0, List.of(escalated("2", time(10)), escalated("3", time(9)), escalated("4", null)));
    PageOutcome poll = take(state, new ListingPage(rows, null, null));

    assertThat(begun.withdraw()).isEmpty();
    assertThat(poll.escalate()).hasSize(3);
    assertThat(poll.withdraw()).extracting(Row.Escalated::identity).containsExactly("3", "4");
  }

  private static Row.Escalated escalated(String number, @Nullable Instant created) {
    return new Row.Escalated(
        new Escalation("civitai", number, Escalation.Reason.MINOR_FLAG, NOW), created);
  }

  @Test
  void keepsRefusedRowsOnce() {
    ListingPage page = page(null, row(9), "7");
    PageOutcome first = take(LiveState.fresh(), page);
    PageOutcome again = take(first.next(), page);
    assertThat(first.refuse()).hasSize(1);
    assertThat(first.next().refused()).isEqualTo(1);
    assertThat(again.refuse()).isEmpty();
  }

  @Test
  void forgetsTheOldestFirstAndSurvivesEncoding() {
    SeenRing ring = new SeenRing(2);
    ring.remember(1, 10);
    ring.remember(2, 20);
    ring.remember(1, 11);
    ring.remember(3, 30);
    SeenRing read = SeenRing.decode(ring.encode(), 2);
    assertThat(read.knows(2)).isFalse();
    assertThat(read.holds(1, 11)).isTrue();
    assertThat(read.holds(3, 30)).isTrue();
    assertThat(read.size()).isEqualTo(2);
  }

  @Test
  void keepsTheBoundOfTheFirstWalkWhenItGoesOnAfterALaterStart() {
    LiveState cut =
        new Walk(time(3), 10)
            .take(LiveState.fresh(), Order.CREATED, page("/2", row(9)), NOW)
            .next();
    LiveState restored = LiveCheckpoint.decode(LiveCheckpoint.encode(cut));
    Walk later = new Walk(time(8), 10);

    PageOutcome two = later.take(restored, Order.CREATED, page("/3", row(7), row(6)), NOW);
    assertThat(names(two)).containsExactly("r7", "r6");
    assertThat(two.done()).isFalse();
    PageOutcome last = later.take(two.next(), Order.CREATED, page("/4", row(3), row(2)), NOW);
    assertThat(names(last)).containsExactly("r3");
    assertThat(last.done()).isTrue();
    assertThat(last.next().created().bound()).isEqualTo(new SortState.Bound(time(3)));
  }

  @Test
  void keepsTheBoundAlsoWhenTheHubHasForgottenTheNextPage() {
    LiveState cut =
        new Walk(null, 10).take(LiveState.fresh(), Order.CREATED, page("/2", row(9)), NOW).next();
    LiveState restored = LiveCheckpoint.decode(LiveCheckpoint.encode(cut));
    LiveState restarted = restored.with(Order.CREATED, restored.created().restarted());
    PageOutcome again =
        new Walk(time(8), 10).take(restarted, Order.CREATED, page("/2", row(9), row(7)), NOW);
    assertThat(names(again)).containsExactly("r7");
    assertThat(again.done()).isFalse();
  }

  @Test
  void readsACheckpointThatWasWrittenBeforeBoundsWereKept() {
    String old =
        "{\"v\":1,\"created\":{\"next\":\"/2\",\"pages\":1},\"modified\":{\"pages\":0},"
            + "\"ring\":\"\",\"gaps\":[],\"listed\":1,\"published\":1,\"refused\":0}";
    LiveState read = LiveCheckpoint.decode(old.getBytes(StandardCharsets.UTF_8));
    PageOutcome two =
        new Walk(time(8), 10).take(read, Order.CREATED, page("/3", row(9), row(7)), NOW);
    assertThat(names(two)).containsExactly("r9");
    assertThat(two.done()).isTrue();
  }

  @Test
  void joinsTheOldestGapsWhereThereAreTooManySoThatNoStretchIsForgotten() {
    LiveState state = take(LiveState.fresh(), page(null, row(1))).next();
    for (int hour = 2; hour <= LiveState.MOST_GAPS + 3; hour++) {
      state = take(state, page(null, row(hour))).next();
    }
    assertThat(state.gaps()).hasSize(LiveState.MOST_GAPS);
    assertThat(state.gaps().get(0).older()).isEqualTo(time(1));
    assertThat(state.gaps().get(0).newer()).isEqualTo(time(4));
    assertThat(state.gaps().get(99).newer()).isEqualTo(time(LiveState.MOST_GAPS + 3));
  }

  @Test
  void saysWhereARepairMayGoOn() {
    LiveState state = take(LiveState.fresh(), page(null, row(1))).next();
    Walk shortWalk = new Walk(null, 2);
    PageOutcome first = shortWalk.take(state, Order.CREATED, page("/2", row(9)), NOW);
    PageOutcome far = shortWalk.take(first.next(), Order.CREATED, page("/3", row(8)), NOW);
    ListingPage unreadable = new ListingPage(List.of(), "/3", GapReason.MALFORMED_PAGE);
    PageOutcome lost = walk.take(first.next(), Order.CREATED, unreadable, NOW);

    assertThat(Objects.requireNonNull(far.gap()).resume()).isEqualTo("/3");
    assertThat(Objects.requireNonNull(lost.gap()).resume()).isEqualTo("/2");
    assertThat(lost.gap().newer()).isEqualTo(time(9));
    LiveState restored = LiveCheckpoint.decode(LiveCheckpoint.encode(lost.next()));
    assertThat(restored.gaps()).isEqualTo(lost.next().gaps());
    assertThat(restored.without(java.util.Set.of(lost.gap().id())).gaps()).isEmpty();
  }

  private PageOutcome take(LiveState state, ListingPage page) {
    return walk.take(state, Order.CREATED, page, NOW);
  }

  private static List<String> names(PageOutcome outcome) {
    List<String> names = new ArrayList<>();
    for (Row.Listed row : outcome.publish()) {
      names.add(row.part().release().name());
    }
    return names;
  }

  private static Instant time(int hour) {
    return Instant.parse("2026-08-21T00:00:00Z").plusSeconds(3600L * hour);
  }

  private static String row(int hour) {
    return changed(hour, hour);
  }

  private static String changed(int created, int modified) {
    return ("{\"_id\":\"id" + created + "\",\"id\":\"o/r" + created + "\",\"createdAt\":\"")
        + (time(created) + "\",\"lastModified\":\"" + time(modified) + "\"}");
  }

  private static ListingPage page(@Nullable String next, String... rows) {
    try {
      byte[] json = ("[" + String.join(",", rows) + "]").getBytes(StandardCharsets.UTF_8);
      return new ListingPage(
          Hubs.find("huggingface")
              .orElseThrow()
              .readPage(
                  new Answer("http://h/", 200, Map.of(), json),
                  new Reading("live", "http://h/", NOW))
              .rows(),
          next,
          null);
    } catch (MalformedPage e) {
      throw new AssertionError(e);
    }
  }
}
