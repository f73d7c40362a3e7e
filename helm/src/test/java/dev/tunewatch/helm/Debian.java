package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs of Debian's package {@code prometheus}. */
final class Debian {

  static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");

  private Debian() {}

  /** Fails with the cure where the program is missing: what is not tried is not known to work. */
  static Path installed(Path program) {
    if (!Files.isExecutable(program)) {
      throw new AssertionError(
          program + " is missing; install it with `apt-get install prometheus`.");
    }
    return program;
  }

  /** Runs a program to its end and fails with its output unless it exits 0. */
  static void run(Path directory, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(installed(program).toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("tunewatch-" + program.getFileName(), ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(3, TimeUnit.MINUTES);
      process.destroyForcibly();
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s ended within 3 minutes%n%s", command, text).isTrue();
      assertThat(process.exitValue()).as("%s%n%s", command, text).isZero();
    } finally {
      Files.delete(output);
    }
  }
}
