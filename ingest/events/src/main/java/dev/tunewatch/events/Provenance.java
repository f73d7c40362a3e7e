package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a part was read, so that a person can read it again.
 *
 * @param lane the crawler's lane, for example {@code live}
 * @param source address without query credentials, or the name of a recorded file
 * @param etag the hub's entity tag, where it gave one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(String lane, String source, @Nullable String etag) {

  public Provenance {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(source, "source");
  }
}
