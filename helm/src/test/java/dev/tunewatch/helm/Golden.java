package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold what is expected; {@code -Dtunewatch.updateGolden=true} rewrites them. */
final class Golden {

  private Golden() {}

  static void compare(Path file, String actual) throws IOException {
    if (Boolean.getBoolean("tunewatch.updateGolden")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual)
        .as("%s (rewrite it with -Dtunewatch.updateGolden=true and review the difference)", file)
        .isEqualTo(Files.readString(file));
  }
}
