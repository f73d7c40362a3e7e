package dev.tunewatch.detect.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param median what the uploader answered, an order of magnitude; only while it asks
 */
public record Node(
    @Nullable Own own,
    @Nullable String meant,
    Map<String, Export> heard,
    Export told,
    boolean children,
    boolean watching,
    @Nullable Integer median) {

  static final Node EMPTY = new Node(null, null, Map.of(), Export.NOTHING, false, false, null);

  public Node {
    heard = Map.copyOf(heard);
  }

  /** Its edges, whether it declared them or a name's meaning makes one. */
  List<Edge> edges(String key) {
    if (own != null) {
      return own.edges().stream().filter(edge -> !edge.parent().equals(key)).toList();
    }
    return meant == null ? List.of() : List.of(Edge.meant(key, meant));
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
    Node changed = new Node(now, nowMeant, heard, told, children, watching, median);
    Map<String, Export> kept = new LinkedHashMap<>();
    for (Edge edge : changed.edges(key)) {
      Export before = heard.get(edge.parent());
      if (before != null) {
        kept.put(edge.parent(), before);
      }
    }
    return new Node(
        now, nowMeant, kept, told, children, watching, sameUploader(now) ? median : null);
  }

  Node hearing(String parent, Export said) {
    Map<String, Export> now = new LinkedHashMap<>(heard);
    now.put(parent, said);
    return new Node(own, meant, now, told, children, watching, median);
  }

  Node telling(Export export) {
    return new Node(own, meant, heard, export, children, watching, median);
  }

  Node withChildren(boolean any) {
    return new Node(own, meant, heard, told, any, watching, median);
  }

  Node watching(boolean now) {
    return new Node(own, meant, heard, told, children, now, now ? median : null);
  }

  Node withMedian(@Nullable Integer now) {
    return new Node(own, meant, heard, told, children, watching, now);
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

  private boolean sameUploader(@Nullable Own now) {
    return own != null
        && now != null
        && Objects.equals(own.upload().uploader(), now.upload().uploader());
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
