package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JSON lines of any hub, plain or gzip, one object a line; a line of another kind is refused. */
public final class RecordedObjects {

  private RecordedObjects() {}

  /**
   * Reads a file whole.
   *
   * @throws UnreadableRecordException if a line is no JSON object; the message names file and line
   */
  public static List<ObjectNode> read(Path file) throws IOException, UnreadableRecordException {
    List<ObjectNode> objects = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      RecordLines lines = RecordLines.of(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        objects.add(object(line, file, objects.size() + 1));
      }
    }
    return objects;
  }

  /** One JSON object. */
  public static ObjectNode parse(String json) throws UnreadableRecordException {
    try {
      if (RecordParser.JSON.readTree(json) instanceof ObjectNode object) {
        return object;
      }
      throw new UnreadableRecordException("not a JSON object");
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException("not JSON: " + e.getOriginalMessage());
    }
  }

  private static ObjectNode object(byte[] line, Path file, int number)
      throws IOException, UnreadableRecordException {
    try {
      if (RecordParser.JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
      throw new UnreadableRecordException("not a JSON object").at(file.toString(), number);
    } catch (JsonProcessingException e) {
      throw new UnreadableRecordException("not JSON: " + e.getOriginalMessage())
          .at(file.toString(), number);
    }
  }
}
