package dev.tunewatch.crawler.folder;

import com.github.luben.zstd.ZstdInputStream;
import dev.tunewatch.crawler.hub.Hubs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded hub records, one JSON record a line: {@code *.ndjson} or {@code *.jsonl}, also
 * {@code .gz} or {@code .zst}. Whose records they are is said by the file's name, {@code
 * <hub>-….ndjson}, or by the folder that it lies in, {@code <hub>/….ndjson}; else they are Hugging
 * Face's.
 *
 * @param name path within the folder, with slashes
 * @param path where it is
 * @param hub name of the adapter that reads its lines
 * @param bytes its size
 * @param changed when it was last written
 */
public record RecordFile(String name, Path path, String hub, long bytes, Instant changed) {

  /** More files are a mistake, and would not fit into one checkpoint. */
  public static final int MOST_FILES = 1_000;

  private static final String DEFAULT_HUB = "huggingface";

  /**
   * The files of a folder and of the folders right in it, in the order of their names. Links are
   * not followed.
   *
   * @throws IOException if it cannot be listed or has more than {@link #MOST_FILES}
   */
  public static List<RecordFile> in(Path folder) throws IOException {
    List<RecordFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, 2)) {
      List<Path> sorted = all.filter(RecordFile::isRecorded).sorted().toList();
      for (Path path : sorted) {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          Path name = folder.relativize(path);
          files.add(
              new RecordFile(
                  name.toString().replace('\\', '/'),
                  path,
                  hub(name),
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant()));
        }
      }
    }
    if (files.size() > MOST_FILES) {
      throw new IOException("more than " + MOST_FILES + " files in " + folder);
    }
    return files;
  }

  /** Opens it, unpacked. */
  RecordLines open() throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith(".gz")) {
        return new RecordLines(new GZIPInputStream(raw, 1 << 16));
      }
      return new RecordLines(lower.endsWith(".zst") ? new ZstdInputStream(raw) : raw);
    } catch (IOException broken) {
      raw.close();
      throw broken;
    }
  }

  private static boolean isRecorded(Path path) {
    Path file = path.getFileName();
    return file != null
        && file.toString().toLowerCase(Locale.ROOT).matches(".+\\.(ndjson|jsonl)(\\.gz|\\.zst)?");
  }

  private static String hub(Path name) {
    Path parent = name.getParent();
    Optional<String> ofFolder = Optional.ofNullable(parent).map(Path::toString);
    String file = String.valueOf(name.getFileName());
    return Hubs.names().stream()
        .filter(hub -> file.startsWith(hub + "-") || file.startsWith(hub + "."))
        .findFirst()
        .or(() -> ofFolder.filter(folder -> Hubs.find(folder).isPresent()))
        .orElse(DEFAULT_HUB);
  }
}
