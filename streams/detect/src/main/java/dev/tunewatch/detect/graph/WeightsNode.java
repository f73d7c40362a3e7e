package dev.tunewatch.detect.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows the releases that hold one set of weights, the first that was created first. The others are
 * told which it is. Who comes behind costs one answer; who comes before all (a hub is read from the
 * newest to the oldest) costs as many as are answered, and those are bounded: with every one told,
 * 30,000 copies of one file would cost half a billion messages.
 */
final class WeightsNode {

  private final Links links;
  private final Graph graph;
  private final Mail mail;
  private final Bounds bounds;

  WeightsNode(Links links, Graph graph, Mail mail, Bounds bounds) {
    this.links = links;
    this.graph = graph;
    this.mail = mail;
    this.bounds = bounds;
  }

  /** Puts a holder on the list or takes it off. */
  void message(String weights, Listed row, boolean on) {
    if (on) {
      graph.link(row.row(weights));
      hold(weights, row.release());
    } else {
      List<String> before = first(weights);
      graph.unlink(row.row(weights));
      release(weights, before.indexOf(row.release()));
    }
  }

  private void hold(String weights, String release) {
    List<String> holders = first(weights);
    int place = holders.indexOf(release);
    boolean told = place >= 0 && place < bounds.holders();
    answer(weights, release, told && place > 0 ? holders.get(0) : null);
    if (place == 0) {
      tellAll(weights, holders);
    }
    if (told && holders.size() > bounds.holders()) {
      answer(weights, holders.get(bounds.holders()), null);
    }
  }

  /**
   * What a holder that left changes.
   *
   * @param place that it had, negative where it was not among the first
   */
  private void release(String weights, int place) {
    List<String> holders = first(weights);
    if (place == 0 && !holders.isEmpty()) {
      answer(weights, holders.get(0), null);
      tellAll(weights, holders);
    } else if (place > 0 && place < bounds.holders() && holders.size() >= bounds.holders()) {
      answer(weights, holders.get(bounds.holders() - 1), holders.get(0));
    }
  }

  private void tellAll(String weights, List<String> holders) {
    holders.stream()
        .limit(bounds.holders())
        .skip(1)
        .forEach(holder -> answer(weights, holder, holders.get(0)));
  }

  /** Those that are told and the one behind them. */
  private List<String> first(String weights) {
    return links.first(Listed.prefix(Listed.List.HOLDING, weights), bounds.holders() + 1).stream()
        .map(Listed::release)
        .toList();
  }

  private void answer(String weights, String release, @Nullable String first) {
    mail.send(release, new Message.Identical(weights, first));
  }
}
