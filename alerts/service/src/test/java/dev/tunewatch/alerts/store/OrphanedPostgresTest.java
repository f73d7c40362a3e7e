package dev.tunewatch.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedPostgresTest {

  @TempDir Path folder = Path.of("");

  @Test
  void aDatabaseWhoseProcessWasKilledIsTakenOverWithItsData() throws Exception {
    Process owner =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("owner.log").toFile())
            .start();
    assertThat(owner.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(owner.exitValue()).as("killed, not ended").isEqualTo(9);
    ProcessHandle orphan = ProcessHandle.of(postmaster()).orElseThrow();
    assertThat(orphan.isAlive()).as("it outlived its owner").isTrue();

    try (Database database = Database.embedded(folder)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(new JdbiPositions(database).of("topic")).containsEntry(3, 42L);
      assertThatThrownBy(() -> Database.embedded(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThat(database.check().ready()).isTrue();
    }
    assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void anotherProcessUnderAStalePidIsLeftAlone() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(folder.resolve("postmaster.pid"), bystander.pid() + "\n" + folder + "\n");
      OrphanedPostgres.stop(folder);
      assertThat(bystander.isAlive()).isTrue();
      assertThat(folder.resolve("postmaster.pid")).doesNotExist();
    } finally {
      bystander.destroy();
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
  }

  /** Starts a database, writes, and is gone without a word. */
  static final class Killed {
    private Killed() {}

    @SuppressWarnings("resource")
    public static void main(String[] arguments) throws IOException {
      Database database = Database.embedded(Path.of(arguments[0]));
      new JdbiPositions(database).begin("topic", 3, 42);
      Runtime.getRuntime().halt(9);
    }
  }
}
