package dev.tunewatch.detect.graph;

import java.util.ArrayList;
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
 */
public record Node(
    @Nullable Own own,
    @Nullable String meant,
    Map<String, Export> heard,
    Export told,
    boolean children) {

  static final Node EMPTY = new Node(null, null, Map.of(), Export.NOTHING, false);

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
    Node changed = new Node(now, nowMeant, heard, told, children);
    Map<String, Export> kept = new LinkedHashMap<>();
    for (Edge edge : changed.edges(key)) {
      Export before = heard.get(edge.parent());
      if (before != null) {
        kept.put(edge.parent(), before);
      }
    }
    return new Node(now, nowMeant, kept, told, children);
  }

  Node hearing(String parent, Export said) {
    Map<String, Export> now = new LinkedHashMap<>(heard);
    now.put(parent, said);
    return new Node(own, meant, now, told, children);
  }

  Node telling(Export export) {
    return new Node(own, meant, heard, export, children);
  }

  Node withChildren(boolean any) {
    return new Node(own, meant, heard, told, any);
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
