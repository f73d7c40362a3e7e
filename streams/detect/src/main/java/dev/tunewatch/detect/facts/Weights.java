package dev.tunewatch.detect.facts;

import dev.tunewatch.events.ReleaseFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Tells sets of weights apart by what the hub says of their content, and where there are none. */
public final class Weights {

  /** Smaller ones are toys and placeholders, and many have the same by chance. */
  private static final long LEAST_BYTES = 1_000_000;

  /** Of the digest, in bytes: enough that no two sets meet. */
  private static final int DIGEST = 16;

  private static final int SHA256 = 64;

  private Weights() {}

  /**
   * A digest over all weight files, whatever their names and order; adapters' files and those of
   * tokenizers are none. Empty where the hub does not tell the content and the size of every one,
   * for a part of a set proves nothing, and where all together are under a megabyte.
   */
  public static Optional<String> digest(List<ReleaseFile> files) {
    TreeSet<String> contents = new TreeSet<>();
    long bytes = 0;
    for (ReleaseFile file : files) {
      if (WeightFiles.isWeights(file.name().toLowerCase(Locale.ROOT))) {
        String content = file.sha256();
        if (content == null || content.length() != SHA256 || file.bytes() == null) {
          return Optional.empty();
        }
        bytes += contents.add(content.toLowerCase(Locale.ROOT)) ? file.bytes() : 0;
      }
    }
    return bytes < LEAST_BYTES ? Optional.empty() : Optional.of(digest(contents));
  }

  /**
   * Whether the files are known and are nothing but papers: a name that somebody reserved, or
   * filled in a form for. What is not known to be a paper may be weights in a format of tomorrow.
   */
  public static boolean arePapers(List<ReleaseFile> files) {
    return !files.isEmpty()
        && files.stream()
            .map(file -> file.name().toLowerCase(Locale.ROOT))
            .allMatch(
                name ->
                    name.equals(".gitattributes")
                        || name.equals(".gitignore")
                        || name.endsWith(".md")
                        || name.equals("license")
                        || name.equals("license.txt"));
  }

  private static String digest(TreeSet<String> contents) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join(" ", contents).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
