package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Order;
import java.util.List;
import java.util.Set;

/**
 * All that the live lane must remember.
 *
 * @param created the order of creation
 * @param modified the order of modification
 * @param ring rows handled lately, of both orders
 * @param toMeet what one order published and the other is to pass over
 * @param gaps the latest open ones, oldest first
 * @param listed rows that were new to the lane, since its first start
 * @param published releases published, since its first start
 * @param refused rows refused, since its first start
 */
public record LiveState(
    SortState created,
    SortState modified,
    SeenRing ring,
    ToMeet toMeet,
    List<Gap> gaps,
    long listed,
    long published,
    long refused) {

  /** How many rows are remembered; five pages. */
  public static final int RING = 5_000;

  /** How many open gaps are kept apart; beyond, the oldest are joined. */
  public static final int MOST_GAPS = 100;

  /** Before the first start. */
  public static LiveState fresh() {
    return new LiveState(
        SortState.NEW, SortState.NEW, new SeenRing(RING), new ToMeet(), List.of(), 0, 0, 0);
  }

  public LiveState {
    gaps = List.copyOf(gaps);
  }

  /** One of the two orders. */
  public SortState sort(Order order) {
    return order == Order.CREATED ? created : modified;
  }

  /** The same without gaps that were repaired. */
  public LiveState without(Set<String> closed) {
    return new LiveState(
        created,
        modified,
        ring,
        toMeet,
        gaps.stream().filter(gap -> !closed.contains(gap.id())).toList(),
        listed,
        published,
        refused);
  }

  /** The same with one order elsewhere. */
  public LiveState with(Order order, SortState state) {
    return new LiveState(
        order == Order.CREATED ? state : created,
        order == Order.MODIFIED ? state : modified,
        ring,
        toMeet,
        gaps,
        listed,
        published,
        refused);
  }
}
