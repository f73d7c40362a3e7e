package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code general.*} keys of a GGUF file's own header. A converter fills them from the card of
 * the model that it read, so they often keep a parent or a tag that the card no longer has.
 *
 * @param file whose header it is, a path within the repository
 * @param texts values that are texts by key without {@code general.}, for example {@code name},
 *     {@code finetune}, {@code license}, {@code base_model.0.repo_url}
 * @param numbers values that are counts by key, for example {@code file_type}
 * @param tags {@code general.tags}
 * @param datasets {@code general.datasets}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GgufHeader(
    String file,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Text> texts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Count> numbers,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> datasets) {

  public GgufHeader {
    Objects.requireNonNull(file, "file");
    texts = copy(texts);
    numbers = copy(numbers);
    tags = copy(tags);
    datasets = copy(datasets);
  }

  /** A value that is a text. */
  public record Text(String key, String value) {

    public Text {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }

  /** A value that is a count. */
  public record Count(String key, long value) {

    public Count {
      Objects.requireNonNull(key, "key");
    }
  }

  /** The text of a key without {@code general.}; null where the header has none. */
  public @Nullable String text(String key) {
    for (Text text : texts) {
      if (text.key().equals(key)) {
        return text.value();
      }
    }
    return null;
  }

  /** JSON leaves empty lists out, so a missing one is an empty one. */
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
