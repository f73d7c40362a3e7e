package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.crawler.hub.Redaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder that one process keeps between runs, held by one process at a time. */
final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel channel;

  private DataDirectory(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  /**
   * Creates the folder where needed and takes it.
   *
   * @throws ConfigError if it cannot be written or another process holds it
   */
  static DataDirectory take(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("tunewatch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new ConfigError("--data " + root + " is in use by another tunewatch");
      }
      return new DataDirectory(root, channel);
    } catch (IOException e) {
      throw new ConfigError("--data " + root + " cannot be used: " + e.getMessage());
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** The embedded broker's folder. */
  Path kafka() {
    return root.resolve("kafka");
  }

  /** The embedded database's folder. */
  Path postgres() {
    return root.resolve("postgres");
  }

  /**
   * The key of what stands for names that must not be kept; made on the first run and readable by
   * the owner alone.
   *
   * @throws ConfigError if it cannot be made or read
   */
  Redaction redaction() {
    Path file = root.resolve("redaction.key");
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Redaction.keyed(Files.readString(file));
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new ConfigError(file + " cannot be used: " + e.getMessage());
    }
  }

  /** The state stores' folder. */
  Path streams() {
    return root.resolve("streams");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
