package dev.tunewatch.crawler.simulated.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.RecordedObjects;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models of a recorded Civitai, elements of its {@code items}; changes show in the next answer.
 */
public final class CivitaiCatalogue {

  private final Map<Long, ObjectNode> byId = new TreeMap<>();

  /**
   * Reads JSON lines, plain or gzip.
   *
   * @throws UnreadableRecordException if a line is no model with a positive {@code id}, or repeats
   *     one
   */
  public static CivitaiCatalogue read(Path file) throws IOException, UnreadableRecordException {
    CivitaiCatalogue catalogue = new CivitaiCatalogue();
    int line = 0;
    for (ObjectNode model : RecordedObjects.read(file)) {
      line++;
      if (!isModel(model) || catalogue.find(model.path("id").asLong()).isPresent()) {
        throw new UnreadableRecordException(
            file + ":" + line + ": no model with an \"id\" of its own");
      }
      catalogue.put(model);
    }
    return catalogue;
  }

  /**
   * Publishes a model, or changes the one of its id.
   *
   * @throws IllegalArgumentException if it has no positive {@code id}
   */
  public synchronized void put(ObjectNode model) {
    if (!isModel(model)) {
      throw new IllegalArgumentException("a model has a positive \"id\"");
    }
    byId.put(model.path("id").asLong(), model.deepCopy());
  }

  /** Takes a model down, if it is there. */
  public synchronized void remove(long id) {
    byId.remove(id);
  }

  public synchronized int size() {
    return byId.size();
  }

  synchronized Optional<ObjectNode> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized List<ObjectNode> models() {
    return List.copyOf(byId.values());
  }

  private static boolean isModel(JsonNode model) {
    return model.path("id").isIntegralNumber() && model.path("id").asLong() > 0;
  }
}
