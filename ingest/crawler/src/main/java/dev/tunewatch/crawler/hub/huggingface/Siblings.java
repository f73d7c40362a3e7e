package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.json.RecordReader;
import dev.tunewatch.events.ReleaseFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file list of a record, {@code siblings}. */
final class Siblings {

  /** File names that are kept; a sharded model of a thousand parts says nothing more at the end. */
  static final int MOST = 2_000;

  private Siblings() {}

  /** Null where the value at hand is no list. */
  static @Nullable List<ReleaseFile> read(RecordReader in) throws IOException {
    if (!in.entersList()) {
      return null;
    }
    List<ReleaseFile> files = new ArrayList<>();
    while (in.hasNext()) {
      if (files.size() >= MOST) {
        in.skip();
        continue;
      }
      ReleaseFile file = file(in);
      if (file != null) {
        files.add(file);
      }
    }
    return files;
  }

  private static @Nullable ReleaseFile file(RecordReader in) throws IOException {
    if (!in.entersObject()) {
      return null;
    }
    String name = null;
    Long size = null;
    Long largeSize = null;
    String sha256 = null;
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "rfilename" -> name = in.text();
        case "size" -> size = in.count();
        case "lfs" -> {
          if (in.entersObject()) {
            for (String of = in.nextField(); of != null; of = in.nextField()) {
              switch (of) {
                case "size" -> largeSize = in.count();
                case "sha256" -> sha256 = in.text();
                default -> in.skip();
              }
            }
          }
        }
        default -> in.skip();
      }
    }
    return name == null ? null : new ReleaseFile(name, size != null ? size : largeSize, sha256);
  }
}
