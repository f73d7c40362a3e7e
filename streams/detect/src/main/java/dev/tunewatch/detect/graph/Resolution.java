package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a node is, given its record and what its parents told it: pure functions of the node. */
final class Resolution {

  /** Which edge leads to the first parent; of equal ones the first that was declared. */
  private static final Comparator<Edge> FIRST =
      Comparator.comparingInt((Edge edge) -> rank(edge.part()))
          .thenComparing(Edge::confidence, Comparator.reverseOrder());

  private Resolution() {}

  /** What it tells its children. */
  static Export export(String key, Node node) {
    Own own = node.own();
    Map<SignalId, Label> best = new TreeMap<>();
    if (own != null) {
      own.claims().stream()
          .filter(claim -> claim.strength() >= Label.FAINTEST)
          .forEach(claim -> keep(best, Label.own(claim, key)));
    }
    arrivals(key, node).forEach(arrival -> keep(best, arrival.label()));
    if (own != null && own.removesDefence()) {
      best.remove(SignalId.B7);
    }
    boolean release = node.isRelease();
    return new Export(
        release,
        release && own != null && own.gone(),
        release && own != null ? own.gating() : null,
        release && own != null ? own.licence() : null,
        List.copyOf(best.values()),
        root(key, node),
        original(key, node));
  }

  /** What an inspection of the release gets to know. */
  static Family family(String key, Node node) {
    List<Family.Kin> parents = new ArrayList<>();
    for (Edge edge : node.edges(key)) {
      Export said = node.heard().get(edge.parent());
      if (said != null && said.known()) {
        String id = NodeKey.id(edge.parent());
        parents.add(new Family.Kin(id, said.gone(), said.gating(), said.licence()));
      }
    }
    Map<SignalId, Arrival> best = new TreeMap<>();
    for (Arrival arrival : arrivals(key, node)) {
      best.merge(
          arrival.label().kind(),
          arrival,
          (a, b) -> Label.ORDER.compare(a.label(), b.label()) <= 0 ? a : b);
    }
    Ancestor root = root(key, node);
    Ancestor original = original(key, node);
    return new Family(
        parents,
        best.values().stream().map(Resolution::inheritance).toList(),
        id(key, root == null ? null : root.key()),
        id(key, original == null ? null : original.top()));
  }

  private record Arrival(Label label, Edge edge) {}

  private static Family.Inheritance inheritance(Arrival arrival) {
    Label label = arrival.label();
    return new Family.Inheritance(
        label.kind(),
        NodeKey.id(label.origin()),
        NodeKey.id(arrival.edge().parent()),
        label.strength(),
        label.confidence(),
        label.path().size() - 1);
  }

  private static void keep(Map<SignalId, Label> best, Label label) {
    best.merge(label.kind(), label, (a, b) -> Label.ORDER.compare(a, b) <= 0 ? a : b);
  }

  private static List<Arrival> arrivals(String key, Node node) {
    long number = NodeKey.number(key);
    List<Arrival> arrivals = new ArrayList<>();
    for (Edge edge : node.edges(key)) {
      Export said = node.heard().get(edge.parent());
      if (said != null) {
        for (Label label : said.labels()) {
          arrived(number, node, edge, label).ifPresent(l -> arrivals.add(new Arrival(l, edge)));
        }
      }
    }
    return arrivals;
  }

  private static Optional<Label> arrived(long number, Node node, Edge edge, Label label) {
    boolean defence = label.kind() == SignalId.B7;
    int fading = defence ? 0 : fading(edge, node.own());
    int hops = label.hops() + (edge.sameWeights() ? 0 : 1);
    if (fading == Fading.NOTHING
        || (defence && !Fading.carriesDefence(edge))
        || label.path().size() >= Label.MAX_PATH
        || hops > Label.MAX_HOPS
        || label.path().contains(number)
        || Fading.remaining(label.loss() + fading) < Label.FAINTEST) {
      return Optional.empty();
    }
    int doubt = label.doubt() + Fading.cost(Math.max(1, edge.confidence()));
    if (Fading.remaining(doubt) < Label.LEAST_SURE) {
      return Optional.empty();
    }
    List<Long> path = new ArrayList<>(label.path());
    path.add(number);
    return Optional.of(
        new Label(label.kind(), label.origin(), label.loss() + fading, doubt, hops, path));
  }

  private static int fading(Edge edge, @Nullable Own own) {
    return own == null ? 0 : Fading.of(edge, own);
  }

  /** The line of first parents. */
  private static @Nullable Ancestor root(String key, Node node) {
    Optional<Edge> first =
        moved(key, node)
            .or(
                () ->
                    node.edges(key).stream()
                        .filter(edge -> edge.part() != MergePart.SUBTRACTED)
                        .min(FIRST));
    return above(key, node, first, Export::root);
  }

  /** The line of copies; what says that it is a copy of two models is none. */
  private static @Nullable Ancestor original(String key, Node node) {
    List<Edge> copies = node.edges(key).stream().filter(Edge::copy).toList();
    Optional<Edge> only = copies.size() == 1 ? Optional.of(copies.get(0)) : Optional.empty();
    return above(key, node, moved(key, node).or(() -> only), Export::original);
  }

  private static Optional<Edge> moved(String key, Node node) {
    String to = node.own() == null ? null : node.own().movedTo();
    return node.edges(key).stream().filter(edge -> edge.parent().equals(to)).findFirst();
  }

  private static @Nullable Ancestor above(
      String key, Node node, Optional<Edge> first, Function<Export, @Nullable Ancestor> line) {
    boolean official = node.own() != null && node.own().official();
    if (first.isEmpty()) {
      return Ancestor.itself(key, official);
    }
    Export said = node.heard().get(first.get().parent());
    Ancestor parent = said == null ? null : line.apply(said);
    return parent == null ? null : parent.above(key, official);
  }

  private static @Nullable String id(String key, @Nullable String ancestor) {
    return ancestor == null || ancestor.equals(key) ? null : NodeKey.id(ancestor);
  }

  private static int rank(@Nullable MergePart part) {
    if (part == null) {
      return 0;
    }
    return switch (part) {
      case MAJOR -> 0;
      case SHARE -> 1;
      case EXPERT -> 2;
      case MINOR, CHASSIS -> 3;
      case ADAPTER -> 4;
      case SUBTRACTED -> 5;
    };
  }
}
