package dev.tunewatch.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of a release, as the hub lists it; its content is never read here.
 *
 * @param name path within the repository
 * @param bytes size, or null where the listing gives none
 * @param sha256 hex digest of the content where the hub keeps it as a large file, else null
 */
public record ReleaseFile(String name, @Nullable Long bytes, @Nullable String sha256) {

  public ReleaseFile {
    Objects.requireNonNull(name, "name");
  }
}
