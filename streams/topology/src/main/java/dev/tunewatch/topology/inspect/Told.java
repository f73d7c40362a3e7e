package dev.tunewatch.topology.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What was told last of an inspected release.
 *
 * @param clusterId the cluster in which it stands, null where it is not flagged
 * @param digest of the finding told last, null where it is not flagged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Told(@Nullable String clusterId, @Nullable String digest) {

  /** Inspected, and no cluster holds it. */
  public static final Told NOTHING = new Told(null, null);

  /** Whether it stands flagged in a cluster. */
  @JsonIgnore
  public boolean flagged() {
    return clusterId != null;
  }
}
