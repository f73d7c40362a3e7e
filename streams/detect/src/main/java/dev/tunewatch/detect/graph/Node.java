package dev.tunewatch.detect.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * State of one node. A node without a record of its own is a name that somebody declared as a
 * parent.
 *
 * @param own null where no release was seen under this name
 * @param meant the one release that the name can mean, null where none or several can
 * @param heard what each parent told last, by the parent's key; only parents that are edges now
 * @param told what was told to the children last
 * @param children whether there are any
 * @param watching whether it asks for the reach of its uploader: something is found of it
 * @param twin the first that had the same weights, as their node answered; null where itself is
 * @param median what the uploader answered, an order of magnitude; only while it asks
 */
public record Node(
    @Nullable Own own,
    @Nullable String meant,
    Map<String, Export> heard,
    Export told,
    boolean children,
    boolean watching,
    @Nullable Integer median,
    @Nullable String twin) {

  static final Node EMPTY =
      new Node(null, null, Map.of(), Export.NOTHING, false, false, null, null);

  public Node {
    heard = Map.copyOf(heard);
  }

  /** Its edges, whether it declared them or a name's meaning makes one. */
  List<Edge> edges(String key) {
    if (own != null) {
      List<Edge> declared = declared(key);
      return proven().map(proven -> with(proven, declared)).orElse(declared);
    }
    return meant == null ? List.of() : List.of(Edge.meant(key, meant));
  }

  /** Those that it declares by its own record. */
  List<Edge> declared(String key) {
    if (own == null) {
      return edges(key);
    }
    for (Edge edge : own.edges()) {
      if (edge.parent().equals(key)) {
        return own.edges().stream().filter(other -> !other.parent().equals(key)).toList();
      }
    }
    return own.edges();
  }

  /** The edge that its weights prove. */
  Optional<Edge> proven() {
    return Optional.ofNullable(twin).map(Edge::identical);
  }

  private static List<Edge> with(Edge proven, List<Edge> declared) {
    return Stream.concat(
            Stream.of(proven),
            declared.stream().filter(edge -> !edge.parent().equals(proven.parent())))
        .toList();
  }

  /** Whether a release stands here. */
  boolean isRelease() {
    return own != null && own.isRelease();
  }

  /** Whether it asks what its name means: nobody stands here, and somebody wants to know. */
  boolean asks() {
    return own == null && children;
  }

  Node with(@Nullable Own now, @Nullable String nowMeant, String key) {
    Node changed = new Node(now, nowMeant, heard, told, children, watching, median, twin);
    // What a list answered holds for as long as the row stands there.
    boolean uploads = Objects.equals(uploader(key), changed.uploader(key));
    boolean holds = Objects.equals(weights(key), changed.weights(key));
    return new Node(
            now,
            nowMeant,
            heard,
            told,
            children,
            watching,
            uploads ? median : null,
            holds ? twin : null)
        .forgetting(key);
  }

  /** What is heard of parents that are none any more is forgotten. */
  private Node forgetting(String key) {
    Map<String, Export> kept = new LinkedHashMap<>();
    for (Edge edge : edges(key)) {
      Export before = heard.get(edge.parent());
      if (before != null) {
        kept.put(edge.parent(), before);
      }
    }
    return new Node(own, meant, kept, told, children, watching, median, twin);
  }

  Node hearing(String parent, Export said) {
    Map<String, Export> now = new LinkedHashMap<>(heard);
    now.put(parent, said);
    return new Node(own, meant, now, told, children, watching, median, twin);
  }

  Node telling(Export export) {
    return new Node(own, meant, heard, export, children, watching, median, twin);
  }

  Node withChildren(boolean any) {
    return new Node(own, meant, heard, told, any, watching, median, twin);
  }

  Node watching(boolean now) {
    return new Node(own, meant, heard, told, children, now, now ? median : null, twin);
  }

  Node withMedian(@Nullable Integer now) {
    return new Node(own, meant, heard, told, children, watching, now, twin);
  }

  Node withTwin(@Nullable String first, String key) {
    return new Node(own, meant, heard, told, children, watching, median, first).forgetting(key);
  }

  /**
   * The node of its weights, where it is a release and they are known, and its age too: the oldest
   * have none, and whoever copies them must not pass for their original.
   */
  @Nullable String weights(String key) {
    if (own == null || !isRelease() || own.upload().createdAt() == null) {
      return null;
    }
    String weights = own.upload().weights();
    return weights == null ? null : NodeKey.weights(key, weights);
  }

  /** The node of its uploader, where it is a release and tells one. */
  @Nullable String uploader(String key) {
    String uploader = own == null || !isRelease() ? null : own.upload().uploader();
    return uploader == null ? null : NodeKey.uploader(key, uploader);
  }

  /** The rows that it has in the lists of others, by the list. */
  Map<Listed.List, Place> places(String key) {
    Map<Listed.List, Place> places = new EnumMap<>(Listed.List.class);
    String uploader = uploader(key);
    if (own != null && uploader != null) {
      Upload upload = own.upload();
      if (upload.downloads() != null) {
        place(places, uploader, Listed.List.UPLOADED, key, upload.downloads());
      }
      if (watching) {
        place(places, uploader, Listed.List.WATCHING, key, 0);
      }
    }
    String weights = weights(key);
    if (weights != null) {
      place(places, weights, Listed.List.HOLDING, key, 0);
    }
    return places;
  }

  /**
   * A row of another node's list.
   *
   * @param node key of the node that keeps it
   */
  record Place(String node, Listed row) {}

  private void place(
      Map<Listed.List, Place> places, String node, Listed.List list, String key, int downloads) {
    Instant createdAt = own == null ? null : own.upload().createdAt();
    places.put(list, new Place(node, new Listed(list, key, createdAt, downloads)));
  }

  /** Parents that one state has and the other has not. */
  static List<String> missing(List<Edge> of, List<Edge> in) {
    List<String> missing = new ArrayList<>();
    for (Edge edge : of) {
      if (in.stream().noneMatch(other -> Objects.equals(other.parent(), edge.parent()))) {
        missing.add(edge.parent());
      }
    }
    return missing;
  }
}
