package dev.tunewatch.crawler.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.checkpoint.LiveCheckpoint;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Polls of a hub on which more happens between two of them than the ring of seen rows holds. */
class CatchUpTest {

  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(365L * 24 * 3600);
  private static final int PAGE = 1_000;
  private static final int MORE_THAN_THE_RING = LiveState.RING + 2 * PAGE;

  private final Walk walk = new Walk(null, 100);
  private final Map<String, Model> hub = new TreeMap<>();
  private final Set<String> published = new HashSet<>();
  private final Map<String, Observation> last = new HashMap<>();
  private LiveState state = LiveState.fresh();
  private int clock;

  private record Model(String id, Instant created, Instant modified) {

    Instant key(Order order) {
      return order == Order.CREATED ? created : modified;
    }

    String json() {
      return ("{\"_id\":\"" + id + "\",\"id\":\"o/" + id + "\",\"createdAt\":\"" + created)
          + ("\",\"lastModified\":\"" + modified + "\"}");
    }
  }

  @Test
  void whatTheWalkByCreationPublishedIsNotPublishedAgainByTheWalkByChange() {
    settled();
    born("new", MORE_THAN_THE_RING);
    assertThat(poll(Order.CREATED)).isEqualTo(MORE_THAN_THE_RING);
    assertThat(poll(Order.MODIFIED)).isZero();
    assertThat(state.toMeet().size()).isZero();
  }

  @Test
  void whatChangedAfterItWasMetIsPublishedAgainThoughOnlyThat() {
    settled();
    born("new", MORE_THAN_THE_RING);
    poll(Order.CREATED);
    edited("new3");
    edited("old1");
    assertThat(poll(Order.MODIFIED)).isEqualTo(2);
    assertThat(last.get("new3")).isEqualTo(Observation.CHANGED);
  }

  @Test
  void whatTheWalkByChangePublishedIsNotPublishedAgainByTheNextWalkByCreation() {
    born("old", MORE_THAN_THE_RING);
    settle();
    // The one that changed last before stays, so that there is something known to end at.
    String newest = "old" + (MORE_THAN_THE_RING - 1);
    List.copyOf(hub.keySet()).stream().filter(id -> !id.equals(newest)).forEach(this::edited);
    poll(Order.CREATED);
    born("between", 1);
    assertThat(poll(Order.MODIFIED)).isEqualTo(MORE_THAN_THE_RING);
    assertThat(poll(Order.CREATED)).isZero();
    assertThat(state.toMeet().size()).isZero();
  }

  @Test
  void whatWasPublishedAfterAnotherWalkBeganIsRememberedUntilTheNextOneIsDone() {
    settled();
    born("new", MORE_THAN_THE_RING);
    poll(Order.CREATED);
    @Nullable Integer cursor = page(Order.MODIFIED, null);
    born("late", 2);
    assertThat(poll(Order.CREATED)).isEqualTo(2);
    while (cursor != null) {
      cursor = page(Order.MODIFIED, cursor);
    }
    assertThat(state.toMeet().size()).isEqualTo(2);
    assertThat(poll(Order.MODIFIED)).isZero();
    assertThat(state.toMeet().size()).isZero();
  }

  @Test
  void whatAWalkHasReadIsNotPublishedAgainWhenTheHubForgetsItsCursorTwice() {
    settled();
    for (int i = 0; i < MORE_THAN_THE_RING; i++) {
      born("new" + i, 1);
    }
    Integer cursor = page(Order.CREATED, null);
    for (int i = 0; i < 5; i++) {
      cursor = page(Order.CREATED, cursor);
    }
    state = state.with(Order.CREATED, state.created().restarted());
    born("late", 2);
    int before = published.size();
    cursor = page(Order.CREATED, null);
    assertThat(published).hasSize(before + 2);
    cursor = page(Order.CREATED, cursor);
    state = state.with(Order.CREATED, state.created().restarted());
    born("later", 1);
    poll(Order.CREATED);
    assertThat(published).hasSize(before + 2 + 1 + PAGE);
    assertThat(poll(Order.MODIFIED)).isZero();
  }

  @Test
  void whatAWalkReadLastIsNotPublishedAgainThoughTheOtherOrderFilledTheRing() {
    born("old", 3 * PAGE);
    settle();
    String newest = "old" + (3 * PAGE - 1);
    List.copyOf(hub.keySet()).stream().filter(id -> !id.equals(newest)).forEach(this::edited);
    page(Order.MODIFIED, null);
    born("new", MORE_THAN_THE_RING);
    assertThat(poll(Order.CREATED)).isEqualTo(MORE_THAN_THE_RING);
    state = state.with(Order.MODIFIED, state.modified().restarted());
    assertThat(poll(Order.MODIFIED)).isEqualTo(2 * PAGE - 1);
  }

  @Test
  void whatIsKeptForTheOtherOrderIsBounded() {
    ToMeet toMeet = new ToMeet();
    for (int i = 0; i < ToMeet.MOST + 10; i++) {
      toMeet.remember(Order.MODIFIED, i, 7);
    }
    LiveState full =
        new LiveState(state.created(), state.modified(), state.ring(), toMeet, List.of(), 0, 0, 0);
    assertThat(toMeet.size()).isEqualTo(ToMeet.MOST);
    assertThat(LiveCheckpoint.encode(full)).hasSizeLessThan(8 * 1024 * 1024 / 5);
    assertThat(toMeet.holds(Order.MODIFIED, ToMeet.MOST, 7)).isTrue();
    assertThat(toMeet.holds(Order.MODIFIED, 9, 7)).isFalse();
  }

  /** A hub with a few releases, all of them known. */
  private void settled() {
    born("old", 3);
    settle();
  }

  private void settle() {
    state = walk.startAt(state, Order.MODIFIED, listing(rows(Order.MODIFIED, 0), null), NOW);
    poll(Order.CREATED);
    poll(Order.MODIFIED);
  }

  /** One walk from the newest row to its end; how many states it published. */
  private int poll(Order order) {
    int before = published.size();
    @Nullable Integer cursor = page(order, null);
    while (cursor != null) {
      cursor = page(order, cursor);
    }
    return published.size() - before;
  }

  /** One page, as if the process began with it; where the next one begins, null at the end. */
  private @Nullable Integer page(Order order, @Nullable Integer cursor) {
    int from = cursor == null ? 0 : cursor;
    String next = from + PAGE < hub.size() ? "/" + (from + PAGE) : null;
    PageOutcome outcome = walk.take(state, order, listing(rows(order, from), next), NOW);
    for (Row.Listed row : outcome.publish()) {
      assertThat(published.add(row.identity() + "|" + row.fingerprint()))
          .as("%s published twice", row.identity())
          .isTrue();
      last.put(row.identity(), row.part().observation());
    }
    assertThat(outcome.gap()).isNull();
    state = LiveCheckpoint.decode(LiveCheckpoint.encode(outcome.next()));
    return outcome.done() ? null : (Integer) (from + PAGE);
  }

  private void born(String name, int count) {
    for (int i = 0; i < count; i++) {
      String id = count == 1 ? name : name + i;
      hub.put(id, new Model(id, START.plusSeconds(++clock), START.plusSeconds(clock)));
    }
  }

  private void edited(String id) {
    Model model = Objects.requireNonNull(hub.get(id));
    hub.put(id, new Model(id, model.created(), START.plusSeconds(++clock)));
  }

  private List<String> rows(Order order, int from) {
    return hub.values().stream()
        .sorted(Comparator.comparing((Model model) -> model.key(order)).reversed())
        .skip(from)
        .limit(PAGE)
        .map(Model::json)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static ListingPage listing(List<String> rows, @Nullable String next) {
    try {
      byte[] json = ("[" + String.join(",", rows) + "]").getBytes(StandardCharsets.UTF_8);
      return new ListingPage(
          Hubs.find("huggingface")
              .orElseThrow()
              .readPage(
                  new Answer("http://h/", 200, Map.of(), json),
                  new Reading("live", "http://h/", START))
              .rows(),
          next,
          null);
    } catch (MalformedPage e) {
      throw new AssertionError(e);
    }
  }
}
