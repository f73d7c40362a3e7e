package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What only the hub's page of one model says.
 *
 * @param facts what the hub read out of headers and configuration
 * @param files files with sizes and digests, or null where not read
 * @param header of one GGUF file, null where not read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelConfig(
    ModelFacts facts, @Nullable List<ReleaseFile> files, @Nullable GgufHeader header)
    implements PartBody {

  /** Of a release whose weights were not looked at. */
  public ModelConfig(ModelFacts facts, @Nullable List<ReleaseFile> files) {
    this(facts, files, null);
  }

  public ModelConfig {
    Objects.requireNonNull(facts, "facts");
    files = files == null ? null : List.copyOf(files);
  }

  @Override
  public PartKind part() {
    return PartKind.CONFIG;
  }
}
