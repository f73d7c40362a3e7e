package dev.tunewatch.events;

import java.util.List;

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
  public record Text(String name, String text, String sha256, boolean truncated) {

    /** How much of a file is kept. */
    public static final int MAX_CHARS = 64 * 1024;
  }
}
