package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * Small text files that tools write beside the weights and that the hub does not count as
 * downloads.
 *
 * @param files in the order of their names
 */
public record SmallFiles(List<Text> files) implements PartBody {

  /** The recipe that mergekit writes; see its documentation on {@code mergekit_config.yml}. */
  public static final String MERGEKIT_CONFIG = "mergekit_config.yml";

  public SmallFiles {
    files = List.copyOf(files);
  }

  @Override
  public PartKind part() {
    return PartKind.FILES;
  }

  /**
   * One file.
   *
   * @param name path within the repository
   * @param text its beginning, at most 64 Ki characters
   * @param sha256 hex digest of the whole file
   * @param truncated whether {@code text} is less than the file
   */
  public record Text(
      String name, String text, String sha256, @JsonProperty(required = true) boolean truncated) {

    /** How much of a file is kept. */
    public static final int MAX_CHARS = 64 * 1024;

    public Text {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
      if (text.length() > MAX_CHARS) {
        throw new IllegalArgumentException("a file of " + text.length() + " characters is not cut");
      }
    }
  }
}
