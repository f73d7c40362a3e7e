package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a node is, given its record and what its parents told it: a pure function of the node. */
final class Resolution {

  /** Which edge leads to the first parent; of equal ones the first that was declared. */
  private static final Comparator<Edge> FIRST =
      Comparator.comparingInt((Edge edge) -> rank(edge.part()))
          .thenComparing(Edge::confidence, Comparator.reverseOrder());

  private final String key;
  private final Node node;
  private final List<Edge> edges;
  private final long number;
  private final List<Arrival> arrivals;
  private final @Nullable Ancestor root;
  private final @Nullable Ancestor original;

  Resolution(String key, Node node) {
    this.key = key;
    this.node = node;
    this.edges = node.edges(key);
    this.number = NodeKey.number(key);
    this.arrivals = arrivals();
    this.root = root();
    this.original = original();
  }

  /** What it tells its children. */
  Export export() {
    Own own = node.own();
    Map<SignalId, Label> best = new TreeMap<>();
    if (own != null) {
      own.claims().stream()
          .filter(claim -> claim.strength() >= Label.FAINTEST)
          .forEach(claim -> keep(best, Label.own(claim, key, number)));
    }
    arrivals.forEach(arrival -> keep(best, arrival.label()));
    if (own != null && own.removesDefence()) {
      best.remove(SignalId.B7);
    }
    boolean release = node.isRelease();
    return new Export(
        release,
        release && own != null ? own.goneAt() : null,
        release && own != null ? own.gating() : null,
        release && own != null ? own.licence() : null,
        List.copyOf(best.values()),
        root,
        original);
  }

  /**
   * What an inspection of the release gets to know.
   *
   * @param at the node, with what its uploader answered
   */
  Family family(Node at) {
    List<Family.Kin> parents = new ArrayList<>();
    for (Edge edge : edges) {
      Export said = node.heard().get(edge.parent());
      if (said != null && said.known()) {
        String id = NodeKey.id(edge.parent());
        parents.add(new Family.Kin(id, goneBefore(said), said.gating(), said.licence()));
      }
    }
    Map<SignalId, Arrival> best = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      best.merge(
          arrival.label().kind(),
          arrival,
          (a, b) -> Label.ORDER.compare(a.label(), b.label()) <= 0 ? a : b);
    }
    return new Family(
        parents,
        best.values().stream().map(Resolution::inheritance).toList(),
        id(key, root == null ? null : root.key()),
        id(key, original == null ? null : original.top()),
        node.twin() == null ? null : NodeKey.id(node.twin()),
        count(at.median()),
        root == null || root.key().equals(key) ? null : count(root.downloads()),
        List.of(),
        edges.stream().allMatch(edge -> node.heard().containsKey(edge.parent())));
  }

  /**
   * Whether something is found of a release by itself. What it only inherits is not urgent by the
   * reach to be expected, so it does not ask for that: else each of ten thousand descendants would
   * be assessed a second time when the answer came.
   */
  boolean matters() {
    return node.own() != null && node.isRelease() && node.own().upload().notable();
  }

  /** A parent that was taken down later concerns nobody: children of it are no copies behind. */
  private @Nullable Instant goneBefore(Export parent) {
    Instant gone = parent.goneAt();
    Instant created = node.own() == null ? null : node.own().upload().createdAt();
    return gone != null && created != null && created.isAfter(gone) ? gone : null;
  }

  private static @Nullable Long count(@Nullable Integer order) {
    return order == null ? null : Magnitude.representative(order);
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

  private List<Arrival> arrivals() {
    List<Arrival> arrivals = new ArrayList<>();
    for (Edge edge : edges) {
      Export said = node.heard().get(edge.parent());
      if (said != null) {
        for (Label label : said.labels()) {
          arrived(edge, label).ifPresent(l -> arrivals.add(new Arrival(l, edge)));
        }
      }
    }
    return arrivals;
  }

  private Optional<Label> arrived(Edge edge, Label label) {
    boolean defence = label.kind() == SignalId.B7;
    int fading = fading(label.kind(), edge, node.own());
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

  /** What a model is for and how it was hardened does not wear off; only a removal may. */
  private static int fading(SignalId kind, Edge edge, @Nullable Own own) {
    if (kind.kind() != 'V') {
      return edge.part() == MergePart.SUBTRACTED ? Fading.NOTHING : 0;
    }
    return own == null ? 0 : Fading.of(edge, own);
  }

  /** The line of first parents; weights that somebody had before tell where nothing is declared. */
  private @Nullable Ancestor root() {
    Optional<Edge> first =
        moved()
            .or(
                () ->
                    node.declared(key).stream()
                        .filter(edge -> edge.part() != MergePart.SUBTRACTED)
                        .min(FIRST));
    Integer downloads =
        node.isRelease() && node.own() != null ? node.own().upload().downloads() : null;
    return above(first.or(node::proven), Export::root, downloads);
  }

  /**
   * The line of copies, of which bytes are the best proof; what says that it is a copy of two
   * models is none.
   */
  private @Nullable Ancestor original() {
    List<Edge> copies = edges.stream().filter(Edge::copy).toList();
    Optional<Edge> only = copies.size() == 1 ? Optional.of(copies.get(0)) : Optional.empty();
    return above(moved().or(node::proven).or(() -> only), Export::original, null);
  }

  private Optional<Edge> moved() {
    String to = node.own() == null ? null : node.own().movedTo();
    return edges.stream().filter(edge -> edge.parent().equals(to)).findFirst();
  }

  private @Nullable Ancestor above(
      Optional<Edge> first,
      Function<Export, @Nullable Ancestor> line,
      @Nullable Integer downloads) {
    boolean official = node.own() != null && node.own().official();
    if (first.isEmpty()) {
      return Ancestor.itself(key, number, official, downloads);
    }
    Export said = node.heard().get(first.get().parent());
    Ancestor parent = said == null ? null : line.apply(said);
    return parent == null ? null : parent.above(key, number, official, downloads);
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
