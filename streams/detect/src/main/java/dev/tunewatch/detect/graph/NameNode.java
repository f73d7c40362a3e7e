package dev.tunewatch.detect.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows who has a name. A parent that was declared in another case, or without its maker, means the
 * one release that it can mean; a second candidate takes the answer back.
 */
final class NameNode {

  private final Links links;
  private final Graph graph;
  private final Mail mail;

  NameNode(Links links, Graph graph, Mail mail) {
    this.links = links;
    this.graph = graph;
    this.mail = mail;
  }

  void message(String name, Message message) {
    if (message instanceof Message.Register register) {
      graph.link(Links.holder(name, register.release()));
      changed(name, register.release(), 2);
    } else if (message instanceof Message.Unregister unregister) {
      graph.unlink(Links.holder(name, unregister.release()));
      changed(name, unregister.release(), 1);
    } else if (message instanceof Message.Ask ask) {
      graph.link(Links.asker(name, ask.node()));
      mail.send(ask.node(), new Message.Answer(meant(name, NodeKey.owner(ask.node()))));
    } else if (message instanceof Message.Forget forget) {
      graph.unlink(Links.asker(name, forget.node()));
    } else {
      throw new IllegalArgumentException("no message for a name: " + message);
    }
  }

  /**
   * Answers those whom a change can concern.
   *
   * @param most of so many holders of a name the change may have decided what the name means
   */
  private void changed(String name, String release, int most) {
    if (!links.any(Links.askers(name))) {
      return; // After most names nobody asks.
    }
    String owner = NodeKey.owner(release);
    if (!owner.isEmpty()) {
      answer(name, owner);
    }
    if (links.first(Links.holders(name), most + 1).size() <= most) {
      answer(name, "");
    }
  }

  private void answer(String name, String owner) {
    List<String> askers = links.all(Links.askers(name, owner));
    if (!askers.isEmpty()) {
      Message answer = new Message.Answer(meant(name, owner));
      askers.forEach(asker -> mail.send(asker, answer));
    }
  }

  private @Nullable String meant(String name, String owner) {
    String prefix = owner.isEmpty() ? Links.holders(name) : Links.holders(name, owner);
    List<String> two = links.first(prefix, 2);
    if (two.size() != 1) {
      return null;
    }
    String rest = two.get(0);
    return owner.isEmpty() ? rest.substring(rest.indexOf(Graph.END) + 1) : rest;
  }
}
