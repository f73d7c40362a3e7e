package dev.tunewatch.detect.graph;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of what is told and kept of a node. Binary, for a hub has millions of nodes and each is
 * written several times; enums go by name, so that a catalogue may grow.
 */
final class Wire {

  private static final int MAX_LIST = 1_000;

  private Wire() {}

  /** Something that is written. */
  @FunctionalInterface
  interface Writing<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  /** Something that is read. */
  @FunctionalInterface
  interface Reading<T> {
    T read(DataInput in) throws IOException;
  }

  static <T> void list(DataOutput out, List<T> values, Writing<T> each) throws IOException {
    out.writeShort(values.size());
    for (T value : values) {
      each.write(out, value);
    }
  }

  static <T> List<T> list(DataInput in, Reading<T> each) throws IOException {
    int size = in.readUnsignedShort();
    if (size > MAX_LIST) {
      throw new IOException("a list of " + size);
    }
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(each.read(in));
    }
    return values;
  }

  static <T> void optional(DataOutput out, @Nullable T value, Writing<T> writing)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writing.write(out, value);
    }
  }

  static <T> @Nullable T optional(DataInput in, Reading<T> reading) throws IOException {
    return in.readBoolean() ? reading.read(in) : null;
  }

  static void text(DataOutput out, String text) throws IOException {
    out.writeUTF(text);
  }

  static String text(DataInput in) throws IOException {
    return in.readUTF();
  }

  static <E extends Enum<E>> void name(DataOutput out, E value) throws IOException {
    out.writeUTF(value.name());
  }

  static <E extends Enum<E>> E name(DataInput in, Class<E> type) throws IOException {
    return Enum.valueOf(type, in.readUTF());
  }

  static void own(DataOutput out, Own own) throws IOException {
    list(out, own.edges(), Wire::edge);
    list(out, own.claims(), Wire::claim);
    optional(out, own.gating(), Wire::<Gating>name);
    optional(out, own.licence(), Wire::text);
    optional(out, own.goneAt(), Wire::time);
    out.writeBoolean(own.official());
    out.writeBoolean(own.safetyTrained());
    out.writeBoolean(own.rolePlay());
    optional(out, own.movedTo(), Wire::text);
    upload(out, own.upload());
  }

  static Own own(DataInput in) throws IOException {
    return new Own(
        list(in, Wire::edge),
        list(in, Wire::claim),
        optional(in, i -> name(i, Gating.class)),
        optional(in, Wire::text),
        optional(in, Wire::time),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean(),
        optional(in, Wire::text),
        upload(in));
  }

  static void export(DataOutput out, Export export) throws IOException {
    out.writeBoolean(export.known());
    optional(out, export.goneAt(), Wire::time);
    optional(out, export.gating(), Wire::<Gating>name);
    optional(out, export.licence(), Wire::text);
    list(out, export.labels(), Wire::label);
    optional(out, export.root(), Wire::ancestor);
    optional(out, export.original(), Wire::ancestor);
  }

  static Export export(DataInput in) throws IOException {
    return new Export(
        in.readBoolean(),
        optional(in, Wire::time),
        optional(in, i -> name(i, Gating.class)),
        optional(in, Wire::text),
        list(in, Wire::label),
        optional(in, Wire::ancestor),
        optional(in, Wire::ancestor));
  }

  /** What a reading of bytes comes to. */
  static <T> T whole(DataInputStream in, Reading<T> reading) throws IOException {
    try {
      T value = reading.read(in);
      if (in.read() >= 0) {
        throw new IOException("bytes behind the end");
      }
      return value;
    } catch (EOFException e) {
      throw new IOException("it ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static void listed(DataOutput out, Listed row) throws IOException {
    name(out, row.list());
    text(out, row.release());
    optional(out, row.createdAt(), Wire::time);
    out.writeByte(row.downloads());
  }

  static Listed listed(DataInput in) throws IOException {
    return new Listed(
        name(in, Listed.List.class), text(in), optional(in, Wire::time), in.readUnsignedByte());
  }

  private static void upload(DataOutput out, Upload upload) throws IOException {
    optional(out, upload.uploader(), Wire::text);
    optional(out, upload.createdAt(), Wire::time);
    optional(out, upload.downloads(), DataOutput::writeByte);
    optional(out, upload.weights(), Wire::text);
    out.writeBoolean(upload.notable());
    optional(out, upload.hubId(), Wire::text);
    list(out, upload.claimed(), Wire::text);
  }

  private static Upload upload(DataInput in) throws IOException {
    return new Upload(
        optional(in, Wire::text),
        optional(in, Wire::time),
        optional(in, DataInput::readUnsignedByte),
        optional(in, Wire::text),
        in.readBoolean(),
        optional(in, Wire::text),
        list(in, Wire::text));
  }

  private static void time(DataOutput out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
  }

  private static Instant time(DataInput in) throws IOException {
    try {
      return Instant.ofEpochSecond(in.readLong());
    } catch (DateTimeException e) {
      throw new IOException("no time", e);
    }
  }

  private static void edge(DataOutput out, Edge edge) throws IOException {
    text(out, edge.parent());
    name(out, edge.relation());
    optional(out, edge.part(), Wire::<MergePart>name);
    out.writeShort(edge.confidence());
    out.writeBoolean(edge.copy());
  }

  private static Edge edge(DataInput in) throws IOException {
    return new Edge(
        text(in),
        name(in, Relation.class),
        optional(in, i -> name(i, MergePart.class)),
        in.readUnsignedShort(),
        in.readBoolean());
  }

  private static void claim(DataOutput out, Own.Claim claim) throws IOException {
    name(out, claim.kind());
    out.writeShort(claim.strength());
    out.writeShort(claim.confidence());
  }

  private static Own.Claim claim(DataInput in) throws IOException {
    return new Own.Claim(name(in, SignalId.class), in.readUnsignedShort(), in.readUnsignedShort());
  }

  private static void label(DataOutput out, Label label) throws IOException {
    name(out, label.kind());
    text(out, label.origin());
    out.writeInt(label.loss());
    out.writeInt(label.doubt());
    out.writeByte(label.hops());
    list(out, label.path(), DataOutput::writeLong);
  }

  private static Label label(DataInput in) throws IOException {
    return new Label(
        name(in, SignalId.class),
        text(in),
        in.readInt(),
        in.readInt(),
        in.readUnsignedByte(),
        list(in, DataInput::readLong));
  }

  private static void ancestor(DataOutput out, Ancestor ancestor) throws IOException {
    text(out, ancestor.top());
    optional(out, ancestor.official(), Wire::text);
    optional(out, ancestor.downloads(), DataOutput::writeByte);
    list(out, ancestor.path(), DataOutput::writeLong);
  }

  private static Ancestor ancestor(DataInput in) throws IOException {
    return new Ancestor(
        text(in),
        optional(in, Wire::text),
        optional(in, DataInput::readUnsignedByte),
        list(in, DataInput::readLong));
  }
}
