package dev.tunewatch.detect.graph;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of the family graph. It takes what a release is and what nodes say to each
 * other, one at a time, and never waits: whoever drives it carries the messages, over a queue or a
 * topic. When no message is under way, the state is a function of the releases alone; labels are
 * chosen by an order in which every step makes a label come later, so it is the only state at rest
 * (Daggitt, Gurney and Griffin, "Asynchronous convergence of policy-rich distributed Bellman-Ford
 * routing protocols", SIGCOMM 2018).
 */
public final class FamilyEngine {

  private final Graph graph;
  private final Links links;
  private final Mail mail;
  private final Bounds bounds;

  /** Works on this state. */
  public FamilyEngine(Graph graph, Mail mail) {
    this(graph, mail, Bounds.USUAL);
  }

  FamilyEngine(Graph graph, Mail mail, Bounds bounds) {
    this.bounds = bounds;
    this.graph = graph;
    this.links = new Links(graph);
    this.mail = mail;
  }

  /**
   * What is known of a release's own record.
   *
   * @param key its node
   * @param own null where its record was deleted
   */
  public Placed release(String key, @Nullable Own own) {
    Node before = node(key);
    if (Objects.equals(before.own(), own)) {
      Family family = family(key, before);
      return new Placed(own, family, family);
    }
    Settled settled = settle(key, before, before.with(own, null, key));
    return new Placed(before.own(), settled.former(), settled.family());
  }

  /**
   * A release in its family.
   *
   * @param was what it was by its own record before, null where it had none
   * @param former its family then
   * @param family its family now; none where it has no record
   */
  public record Placed(@Nullable Own was, Family former, Family family) {}

  /** What a release was said to be last, null where it has no record. */
  public @Nullable Own own(String key) {
    return node(key).own();
  }

  private static Family family(String key, Node node) {
    return node.own() == null ? Family.NONE : new Resolution(key, node).family(node);
  }

  /** What is known of a release's ancestors. */
  public Family family(String key) {
    Node node = node(key);
    return new Resolution(key, node).family(node);
  }

  /** Takes one message. */
  public void message(String key, Message message) {
    if (message instanceof Message.Join join) {
      join(key, join.child());
    } else if (message instanceof Message.Leave leave) {
      leave(key, leave.child());
    } else if (message instanceof Message.Tell tell) {
      hear(key, tell);
    } else if (message instanceof Message.Answer answer) {
      understand(key, answer.release());
    } else if (message instanceof Message.Median median) {
      reach(key, median);
    } else if (message instanceof Message.Identical identical) {
      recognise(key, identical);
    } else if (message instanceof Message.Enlist enlist) {
      list(key, enlist.row(), true);
    } else if (message instanceof Message.Strike strike) {
      list(key, strike.row(), false);
    } else {
      new NameNode(links, graph, mail).message(key, message);
    }
  }

  private void list(String key, Listed row, boolean on) {
    if (row.list() == Listed.List.HOLDING) {
      new WeightsNode(links, graph, mail, bounds).message(key, row, on);
    } else {
      new UploaderNode(links, graph, mail, bounds).message(key, row, on);
    }
  }

  private void join(String key, String child) {
    Node before = node(key);
    Node now = before.children() ? before : settle(key, before, before.withChildren(true)).node();
    graph.link(Links.child(key, child));
    // Always answered: a child that left and came back may hold what was said in between.
    mail.send(child, new Message.Tell(key, now.told()));
  }

  private void leave(String key, String child) {
    graph.unlink(Links.child(key, child));
    Node before = node(key);
    if (before.children() && !links.any(Links.children(key))) {
      settle(key, before, before.with(before.own(), null, key).withChildren(false));
    }
  }

  private void hear(String key, Message.Tell tell) {
    Node before = node(key);
    boolean parent =
        before.edges(key).stream().anyMatch(edge -> edge.parent().equals(tell.parent()));
    if (parent && !tell.export().equals(before.heard().get(tell.parent()))) {
      settle(key, before, before.hearing(tell.parent(), tell.export()));
    }
  }

  private void understand(String key, @Nullable String release) {
    Node before = node(key);
    // An answer may be late: the release came, or nobody wants to know any more.
    if (before.asks() && !Objects.equals(before.meant(), release)) {
      settle(key, before, before.with(null, release, key));
    }
  }

  private void reach(String key, Message.Median median) {
    Node before = node(key);
    // It may be late as well: nothing is found of it any more, or another uploader has it.
    if (before.watching()
        && median.uploader().equals(before.uploader(key))
        && !Objects.equals(median.order(), before.median())) {
      settle(key, before, before.withMedian(median.order()));
    }
  }

  private void recognise(String key, Message.Identical identical) {
    Node before = node(key);
    if (identical.weights().equals(before.weights(key))
        && !Objects.equals(identical.first(), before.twin())) {
      settle(key, before, before.withTwin(identical.first(), key));
    }
  }

  /** Tells the parents, the name and the lists what changed between them and this node. */
  private void relink(String key, Node before, Node now) {
    List<Edge> former = before.edges(key);
    List<Edge> edges = now.edges(key);
    Node.missing(edges, former).forEach(p -> mail.send(p, new Message.Join(key)));
    Node.missing(former, edges).forEach(p -> mail.send(p, new Message.Leave(key)));
    String name = NodeKey.name(key);
    if (before.isRelease() != now.isRelease()) {
      mail.send(name, now.isRelease() ? new Message.Register(key) : new Message.Unregister(key));
    }
    if (before.asks() != now.asks()) {
      mail.send(name, now.asks() ? new Message.Ask(key) : new Message.Forget(key));
    }
    Map<Listed.List, Node.Place> formerly = before.places(key);
    Map<Listed.List, Node.Place> places = now.places(key);
    for (Listed.List list : Listed.List.values()) {
      Node.Place was = formerly.get(list);
      Node.Place is = places.get(list);
      if (!Objects.equals(was, is)) {
        if (was != null) {
          mail.send(was.node(), new Message.Strike(was.row()));
        }
        if (is != null) {
          mail.send(is.node(), new Message.Enlist(is.row()));
        }
      }
    }
  }

  private Settled settle(String key, Node before, Node changed) {
    Resolution resolution = new Resolution(key, changed);
    Node now = changed.telling(resolution.export()).watching(resolution.matters());
    relink(key, before, now);
    if (now.own() == null && !now.children()) {
      graph.remove(key);
    } else {
      graph.put(key, now);
    }
    if (now.children() && !now.told().equals(before.told())) {
      Message tell = new Message.Tell(key, now.told());
      graph.links(
          Links.children(key),
          row -> {
            mail.send(row.substring(Links.children(key).length()), tell);
            return true;
          });
    }
    Family former = family(key, before);
    Family family = now.own() == null ? Family.NONE : resolution.family(now);
    if (now.own() != null && (before.own() == null || !family.equals(former))) {
      mail.resolved(key, former, family);
    }
    return new Settled(now, former, family);
  }

  /**
   * What came of a change.
   *
   * @param node as it is now
   * @param former its family before, none of what has no record
   * @param family its family now
   */
  private record Settled(Node node, Family former, Family family) {}

  private Node node(String key) {
    Node node = graph.node(key);
    return node == null ? Node.EMPTY : node;
  }
}
