package dev.tunewatch.assessments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that a change of the contract would change; rewritten only when asked to. */
final class Golden {

  static final Path V1 = Path.of("src/test/resources/golden/v1");

  private Golden() {}

  /** The bytes kept under this name, or, when updating, these from now on. */
  static byte[] bytes(String name, byte[] now) {
    try {
      if (Boolean.getBoolean("tunewatch.updateGolden")) {
        Files.createDirectories(V1);
        Files.write(V1.resolve(name), now);
      }
      return Files.readAllBytes(V1.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file of version 1 ever kept. */
  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(V1)) {
      return files.sorted().toList();
    }
  }
}
