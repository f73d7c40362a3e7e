package dev.tunewatch.crawler.simulated.modelscope;

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
 * The models of a recorded ModelScope, elements of its {@code data.models}; changes show in the
 * next answer.
 */
public final class ModelScopeCatalogue {

  private final Map<String, ObjectNode> byId = new TreeMap<>();

  /**
   * Reads JSON lines, plain or gzip.
   *
   * @throws UnreadableRecordException if a line is no model with an {@code id} of its own
   */
  public static ModelScopeCatalogue read(Path file) throws IOException, UnreadableRecordException {
    ModelScopeCatalogue catalogue = new ModelScopeCatalogue();
    int line = 0;
    for (ObjectNode model : RecordedObjects.read(file)) {
      line++;
      if (!isModel(model) || catalogue.find(model.path("id").asText()).isPresent()) {
        throw new UnreadableRecordException(
            file + ":" + line + ": no model with an \"id\" of its own, \"owner/name\"");
      }
      catalogue.put(model);
    }
    return catalogue;
  }

  /**
   * Publishes a model, or changes the one of its id.
   *
   * @throws IllegalArgumentException if its {@code id} is not {@code owner/name}
   */
  public synchronized void put(ObjectNode model) {
    if (!isModel(model)) {
      throw new IllegalArgumentException("a model has an \"id\" of the form owner/name");
    }
    byId.put(model.path("id").asText(), model.deepCopy());
  }

  /** Takes a model down, if it is there. */
  public synchronized void remove(String id) {
    byId.remove(id);
  }

  public synchronized int size() {
    return byId.size();
  }

  /** A private model is not there. */
  synchronized Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(byId.get(id)).filter(model -> !model.path("private").asBoolean());
  }

  synchronized List<ObjectNode> models() {
    return byId.values().stream().filter(model -> !model.path("private").asBoolean()).toList();
  }

  private static boolean isModel(JsonNode model) {
    return model.path("id").isTextual() && model.path("id").asText().matches("[^/]+/[^/]+");
  }
}
