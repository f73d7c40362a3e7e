package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the graph must come to, computed from the releases all at once and without messages: names
 * by search, labels by settling the strongest first, lines of parents by walking up.
 */
final class FamilyOracle {

  private record Way(
      SignalId kind, String origin, double loss, double doubt, int hops, List<String> nodes) {}

  private static final Comparator<Way> STRONGEST =
      Comparator.comparingDouble((Way way) -> way.loss + way.doubt)
          .thenComparingInt(way -> way.nodes.size())
          .thenComparingDouble(Way::loss)
          .thenComparing(Way::origin)
          .thenComparing(FamilyOracle::compareNumbers);

  private final Bounds bounds;
  private final Map<String, Own> releases;
  private final Map<String, List<Edge>> edges = new HashMap<>();
  private final Map<String, String> twins = new HashMap<>();
  private final Map<String, Set<String>> children = new HashMap<>();

  FamilyOracle(Map<String, Own> releases, Bounds bounds) {
    this.bounds = bounds;
    this.releases = new TreeMap<>(releases);
    releases.forEach(
        (key, own) ->
            edges.put(key, own.edges().stream().filter(e -> !e.parent().equals(key)).toList()));
    twins();
    Set<String> named = new TreeSet<>();
    edges.values().forEach(list -> list.forEach(edge -> named.add(edge.parent())));
    for (String name : named) {
      edges.computeIfAbsent(name, this::meaning);
    }
    edges.forEach(
        (child, list) ->
            list.forEach(
                edge -> children.computeIfAbsent(edge.parent(), k -> new TreeSet<>()).add(child)));
  }

  /** Who has the weights of another has them from the first of all, if it is among the first. */
  private void twins() {
    Map<String, List<String>> byWeights = new HashMap<>();
    releases.forEach(
        (key, own) -> {
          if (own.movedTo() == null
              && own.upload().weights() != null
              && own.upload().createdAt() != null) {
            byWeights.computeIfAbsent(own.upload().weights(), w -> new ArrayList<>()).add(key);
          }
        });
    for (List<String> holders : byWeights.values()) {
      holders.sort(
          Comparator.comparing(
                  (String key) -> upload(key).createdAt(),
                  Comparator.nullsLast(Comparator.naturalOrder()))
              .thenComparing(Comparator.naturalOrder()));
      String first = holders.get(0);
      for (String holder : holders.subList(1, Math.min(holders.size(), bounds.holders()))) {
        twins.put(holder, first);
        List<Edge> all = new ArrayList<>();
        all.add(new Edge(first, Relation.DUPLICATE, null, 9_900, true));
        edges(holder).stream().filter(edge -> !edge.parent().equals(first)).forEach(all::add);
        edges.put(holder, all);
      }
    }
  }

  Map<String, Family> families() {
    Map<SignalId, Map<String, Way>> best = new TreeMap<>();
    for (SignalId kind :
        List.of(SignalId.H1, SignalId.V1, SignalId.V2, SignalId.V3, SignalId.V5, SignalId.B7)) {
      best.put(kind, settle(kind));
    }
    Map<String, Family> families = new HashMap<>();
    releases.forEach(
        (key, own) -> {
          families.put(key, family(key, best));
        });
    medians(families);
    return families;
  }

  /** Of each uploader's last releases, for its newest that show something by themselves. */
  private void medians(Map<String, Family> families) {
    Map<String, List<String>> byUploader = new HashMap<>();
    releases.forEach(
        (key, own) -> {
          if (own.movedTo() == null && own.upload().uploader() != null) {
            String uploader = own.upload().uploader().toLowerCase(Locale.ROOT);
            byUploader.computeIfAbsent(uploader, u -> new ArrayList<>()).add(key);
          }
        });
    for (List<String> uploaded : byUploader.values()) {
      uploaded.sort(
          Comparator.comparing(
                  (String key) -> upload(key).createdAt(),
                  Comparator.nullsLast(Comparator.reverseOrder()))
              .thenComparing(Comparator.naturalOrder()));
      List<Integer> last =
          uploaded.stream()
              .map(key -> upload(key).downloads())
              .filter(downloads -> downloads != null)
              .limit(bounds.last())
              .sorted()
              .toList();
      if (!last.isEmpty()) {
        Long median = count(last.get((last.size() - 1) / 2));
        uploaded.stream()
            .filter(key -> upload(key).notable())
            .limit(bounds.watching())
            .forEach(key -> families.computeIfPresent(key, (k, f) -> with(median, f)));
      }
    }
  }

  private static Family with(@Nullable Long median, Family family) {
    return new Family(
        family.parents(),
        family.inherited(),
        family.root(),
        family.original(),
        family.identical(),
        median,
        family.rootDownloads(),
        List.of(),
        true);
  }

  private Upload upload(String key) {
    Own own = releases.get(key);
    return own == null ? Upload.UNKNOWN : own.upload();
  }

  private @Nullable Instant goneBefore(Own parent, String child) {
    Instant created = upload(child).createdAt();
    Instant gone = parent.goneAt();
    return gone != null && created != null && gone.isBefore(created) ? gone : null;
  }

  private static @Nullable Long count(@Nullable Integer digits) {
    return digits == null
        ? null
        : digits == 0 ? 0L : Math.round(Math.pow(10, digits) / Math.sqrt(10));
  }

  private Family family(String key, Map<SignalId, Map<String, Way>> best) {
    List<Family.Kin> parents = new ArrayList<>();
    for (Edge edge : edges(key)) {
      Own parent = releases.get(edge.parent());
      if (parent != null && parent.movedTo() == null) {
        parents.add(
            new Family.Kin(
                id(edge.parent()), goneBefore(parent, key), parent.gating(), parent.licence()));
      }
    }
    List<Family.Inheritance> inherited = new ArrayList<>();
    best.forEach(
        (kind, at) ->
            edges(key).stream()
                .filter(edge -> !blocked(kind, edge.parent()))
                .flatMap(edge -> extended(at.get(edge.parent()), edge, key).stream())
                .min(STRONGEST)
                .ifPresent(
                    way ->
                        inherited.add(
                            new Family.Inheritance(
                                kind,
                                id(way.origin),
                                id(way.nodes.get(way.nodes.size() - 2)),
                                share(way.loss),
                                share(way.doubt),
                                way.nodes.size() - 1))));
    String root = root(key);
    Own top = root == null ? null : releases.get("hf:" + root);
    return new Family(
        parents,
        inherited,
        root,
        original(key),
        twins.containsKey(key) ? id(twins.get(key)) : null,
        null,
        top == null || top.movedTo() != null ? null : count(top.upload().downloads()),
        List.of(),
        true);
  }

  /** Dijkstra: the strongest label that is not settled cannot be improved any more. */
  private Map<String, Way> settle(SignalId kind) {
    PriorityQueue<Map.Entry<String, Way>> open =
        new PriorityQueue<>(Map.Entry.comparingByValue(STRONGEST));
    releases.forEach(
        (key, own) ->
            own.claims().stream()
                .filter(claim -> claim.kind() == kind && claim.strength() >= 2_000)
                .map(
                    claim ->
                        new Way(
                            kind,
                            key,
                            log(claim.strength()),
                            log(claim.confidence()),
                            0,
                            List.of(key)))
                .min(STRONGEST)
                .ifPresent(way -> open.add(Map.entry(key, way))));
    Map<String, Way> settled = new HashMap<>();
    while (!open.isEmpty()) {
      Map.Entry<String, Way> next = open.remove();
      if (settled.putIfAbsent(next.getKey(), next.getValue()) == null
          && !blocked(kind, next.getKey())) {
        for (String child : children.getOrDefault(next.getKey(), Set.of())) {
          for (Edge edge : edges(child)) {
            if (edge.parent().equals(next.getKey())) {
              extended(next.getValue(), edge, child).forEach(w -> open.add(Map.entry(child, w)));
            }
          }
        }
      }
    }
    return settled;
  }

  private List<Edge> edges(String key) {
    return edges.getOrDefault(key, List.of());
  }

  private boolean blocked(SignalId kind, String key) {
    Own own = releases.get(key);
    return kind == SignalId.B7
        && own != null
        && own.claims().stream()
            .anyMatch(claim -> claim.kind() != SignalId.B7 && claim.kind() != SignalId.H1);
  }

  private List<Way> extended(@Nullable Way way, Edge edge, String child) {
    if (way == null) {
      return List.of();
    }
    boolean same = edge.relation() == Relation.QUANTIZED || edge.relation() == Relation.DUPLICATE;
    double loss =
        way.kind == SignalId.B7 || way.kind == SignalId.H1
            ? 0
            : log((int) (factor(edge, child) * 10_000 + .5));
    int hops = way.hops + (same ? 0 : 1);
    boolean defenceLost =
        way.kind == SignalId.B7
            && (edge.part() == MergePart.MINOR || edge.part() == MergePart.CHASSIS);
    if (edge.part() == MergePart.SUBTRACTED
        || defenceLost
        || way.nodes.contains(child)
        || way.nodes.size() >= 24
        || hops > 6
        || share(way.loss + loss) < 2_000
        || share(way.doubt + log(edge.confidence())) < 5_000) {
      return List.of();
    }
    List<String> nodes = new ArrayList<>(way.nodes);
    nodes.add(child);
    return List.of(
        new Way(
            way.kind,
            way.origin,
            way.loss + loss,
            way.doubt + log(edge.confidence()),
            hops,
            nodes));
  }

  private double factor(Edge edge, String child) {
    Own own = releases.get(child);
    if (own == null) {
      return 1;
    }
    return switch (edge.relation()) {
      case QUANTIZED, DUPLICATE -> 1;
      case ADAPTER -> .9;
      case FINETUNE -> own.safetyTrained() ? .3 : own.rolePlay() ? .9 : .8;
      case MERGE ->
          edge.part() == MergePart.MAJOR || edge.part() == MergePart.ADAPTER
              ? .8
              : edge.part() == MergePart.MINOR || edge.part() == MergePart.CHASSIS ? .4 : .7;
    };
  }

  private @Nullable String root(String key) {
    Set<String> line = new LinkedHashSet<>();
    String at = key;
    while (line.add(at)) {
      List<Edge> parents =
          declared(at).stream().filter(edge -> edge.part() != MergePart.SUBTRACTED).toList();
      if (line.size() > 24) {
        return null;
      }
      String to = moved(at);
      if (to != null) {
        at = to;
        continue;
      }
      if (parents.isEmpty() && twins.containsKey(at)) {
        at = twins.get(at);
        continue;
      }
      if (parents.isEmpty()) {
        String found = at;
        List<String> fromTop = new ArrayList<>(line);
        Collections.reverse(fromTop);
        for (String node : fromTop) {
          Own own = releases.get(node);
          if (own != null && own.official()) {
            found = node;
            break;
          }
        }
        return found.equals(key) ? null : id(found);
      }
      at = first(parents).parent();
    }
    return null;
  }

  private @Nullable String original(String key) {
    Set<String> line = new HashSet<>();
    String at = key;
    while (line.add(at)) {
      if (line.size() > 24) {
        return null;
      }
      String to = moved(at);
      if (to != null) {
        at = to;
        continue;
      }
      if (twins.containsKey(at)) {
        at = twins.get(at);
        continue;
      }
      List<Edge> copies = edges(at).stream().filter(Edge::copy).toList();
      if (copies.size() != 1) {
        return at.equals(key) ? null : id(at);
      }
      at = copies.get(0).parent();
    }
    return null;
  }

  private List<Edge> declared(String key) {
    Own own = releases.get(key);
    return own == null
        ? edges(key)
        : own.edges().stream().filter(edge -> !edge.parent().equals(key)).toList();
  }

  private @Nullable String moved(String key) {
    Own own = releases.get(key);
    String to = own == null ? null : own.movedTo();
    return to == null || to.equals(key) ? null : to;
  }

  private static Edge first(List<Edge> parents) {
    Edge best = parents.get(0);
    for (Edge edge : parents) {
      int order = Integer.compare(weight(edge), weight(best));
      if (order < 0 || (order == 0 && edge.confidence() > best.confidence())) {
        best = edge;
      }
    }
    return best;
  }

  private static int weight(Edge edge) {
    return edge.part() == null
        ? 0
        : switch (edge.part()) {
          case MAJOR -> 0;
          case SHARE -> 1;
          case EXPERT -> 2;
          case MINOR, CHASSIS -> 3;
          case ADAPTER, SUBTRACTED -> 4;
        };
  }

  /** A name without a release means the one release that has it but for case or maker. */
  private List<Edge> meaning(String name) {
    String[] wanted = split(name);
    List<String> candidates =
        releases.entrySet().stream()
            .filter(entry -> entry.getValue().movedTo() == null)
            .map(Map.Entry::getKey)
            .filter(key -> split(key)[1].equals(wanted[1]))
            .filter(key -> wanted[0].isEmpty() || split(key)[0].equals(wanted[0]))
            .toList();
    if (candidates.size() != 1) {
      return List.of();
    }
    int confidence = wanted[0].isEmpty() ? 8_500 : 10_000;
    return List.of(new Edge(candidates.get(0), Relation.DUPLICATE, null, confidence, true));
  }

  private static String[] split(String key) {
    String id = id(key).toLowerCase(Locale.ROOT);
    int slash = id.indexOf('/');
    return slash < 0
        ? new String[] {"", id}
        : new String[] {id.substring(0, slash), id.substring(slash + 1)};
  }

  private static String id(String key) {
    return key.substring(key.indexOf(':') + 1);
  }

  private static double log(int basisPoints) {
    return Math.rint(-Math.log(basisPoints / 10_000.0) * 1_000_000);
  }

  private static int share(double loss) {
    return (int) Math.rint(Math.exp(-loss / 1_000_000) * 10_000);
  }

  private static int compareNumbers(Way a, Way b) {
    for (int i = 0; i < Math.min(a.nodes.size(), b.nodes.size()); i++) {
      int order =
          Long.compareUnsigned(NodeKey.number(a.nodes.get(i)), NodeKey.number(b.nodes.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
