package dev.tunewatch.crawler.walk;

import dev.tunewatch.crawler.hub.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a page.
 *
 * @param publish rows that are new, in the hub's order, with the kind of observation set
 * @param refuse rows for the dead letters
 * @param escalate rows that the operator alone may learn of
 * @param withdraw those of them that were published before
 * @param next the state once these are committed
 * @param done whether the walk is at its end
 * @param gap found at its end, or null
 */
public record PageOutcome(
    List<Row.Listed> publish,
    List<Row.Refused> refuse,
    List<Row.Escalated> escalate,
    List<Row.Escalated> withdraw,
    LiveState next,
    boolean done,
    @Nullable Gap gap) {

  public PageOutcome {
    publish = List.copyOf(publish);
    refuse = List.copyOf(refuse);
    escalate = List.copyOf(escalate);
    withdraw = List.copyOf(withdraw);
  }
}
