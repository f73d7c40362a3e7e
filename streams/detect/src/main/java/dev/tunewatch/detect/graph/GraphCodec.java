package dev.tunewatch.detect.graph;

import dev.tunewatch.events.MalformedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of messages and of nodes, both internal to the streams service. The first byte is the
 * version; a version ever written is read for as long as a topic may hold it.
 */
public final class GraphCodec {

  /** 1 was never released. */
  private static final int VERSION = 2;

  private GraphCodec() {}

  /** Writes a message. */
  public static byte[] encode(Message message) {
    return bytes(message, GraphCodec::message);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Message decodeMessage(byte @Nullable [] bytes) throws MalformedEvent {
    return value(bytes, GraphCodec::message);
  }

  /** Writes a node. */
  public static byte[] encode(Node node) {
    return bytes(node, GraphCodec::node);
  }

  /**
   * Reads a node.
   *
   * @throws MalformedEvent if the bytes are anything else
   */
  public static Node decodeNode(byte @Nullable [] bytes) throws MalformedEvent {
    return value(bytes, GraphCodec::node);
  }

  private static <T> byte[] bytes(T value, Wire.Writing<T> writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      writing.write(out, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static <T> T value(byte @Nullable [] bytes, Wire.Reading<T> reading)
      throws MalformedEvent {
    byte[] given = bytes == null ? new byte[0] : bytes;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(given))) {
      int version = in.read();
      if (version != VERSION) {
        throw new IOException("version " + version + ", known is " + VERSION);
      }
      return Wire.whole(in, reading);
    } catch (IOException e) {
      throw new MalformedEvent("not of the family graph: " + e.getMessage(), e);
    }
  }

  private static void message(DataOutput out, Message message) throws IOException {
    if (message instanceof Message.Join join) {
      named(out, 'J', join.child());
    } else if (message instanceof Message.Leave leave) {
      named(out, 'L', leave.child());
    } else if (message instanceof Message.Tell tell) {
      named(out, 'T', tell.parent());
      Wire.export(out, tell.export());
    } else if (message instanceof Message.Register register) {
      named(out, 'R', register.release());
    } else if (message instanceof Message.Unregister unregister) {
      named(out, 'U', unregister.release());
    } else if (message instanceof Message.Ask ask) {
      named(out, 'Q', ask.node());
    } else if (message instanceof Message.Forget forget) {
      named(out, 'F', forget.node());
    } else if (message instanceof Message.Enlist enlist) {
      out.writeByte('E');
      Wire.listed(out, enlist.row());
    } else if (message instanceof Message.Strike strike) {
      out.writeByte('S');
      Wire.listed(out, strike.row());
    } else if (message instanceof Message.Median median) {
      named(out, 'M', median.uploader());
      Wire.optional(out, median.order(), DataOutput::writeByte);
    } else if (message instanceof Message.Identical identical) {
      named(out, 'I', identical.weights());
      Wire.optional(out, identical.first(), Wire::text);
    } else {
      out.writeByte('A');
      Wire.optional(out, ((Message.Answer) message).release(), Wire::text);
    }
  }

  private static void named(DataOutput out, char type, String node) throws IOException {
    out.writeByte(type);
    Wire.text(out, node);
  }

  private static Message message(DataInput in) throws IOException {
    int type = in.readUnsignedByte();
    if (type == 'A') {
      return new Message.Answer(Wire.optional(in, Wire::text));
    }
    if (type == 'E' || type == 'S') {
      Listed row = Wire.listed(in);
      return type == 'E' ? new Message.Enlist(row) : new Message.Strike(row);
    }
    String node = Wire.text(in);
    return switch (type) {
      case 'J' -> new Message.Join(node);
      case 'L' -> new Message.Leave(node);
      case 'T' -> new Message.Tell(node, Wire.export(in));
      case 'R' -> new Message.Register(node);
      case 'U' -> new Message.Unregister(node);
      case 'Q' -> new Message.Ask(node);
      case 'M' -> new Message.Median(node, Wire.optional(in, DataInput::readUnsignedByte));
      case 'I' -> new Message.Identical(node, Wire.optional(in, Wire::text));
      case 'F' -> new Message.Forget(node);
      default -> throw new IOException("no message is of type " + type);
    };
  }

  private static void node(DataOutput out, Node node) throws IOException {
    Wire.optional(out, node.own(), Wire::own);
    Wire.optional(out, node.meant(), Wire::text);
    // Sorted, so that equal nodes are equal bytes.
    Wire.list(
        out,
        List.copyOf(new TreeMap<>(node.heard()).entrySet()),
        (o, heard) -> {
          Wire.text(o, heard.getKey());
          Wire.export(o, heard.getValue());
        });
    Wire.export(out, node.told());
    out.writeBoolean(node.children());
    out.writeBoolean(node.watching());
    Wire.optional(out, node.median(), DataOutput::writeByte);
    Wire.optional(out, node.twin(), Wire::text);
  }

  private static Node node(DataInput in) throws IOException {
    Own own = Wire.optional(in, Wire::own);
    String meant = Wire.optional(in, Wire::text);
    Map<String, Export> heard = new TreeMap<>();
    Wire.list(in, i -> heard.put(Wire.text(i), Wire.export(i)));
    return new Node(
        own,
        meant,
        heard,
        Wire.export(in),
        in.readBoolean(),
        in.readBoolean(),
        Wire.optional(in, DataInput::readUnsignedByte),
        Wire.optional(in, Wire::text));
  }
}
