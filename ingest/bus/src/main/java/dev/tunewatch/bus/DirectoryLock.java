package dev.tunewatch.bus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second broker out of a folder. Kafka has a lock of its own, but takes it late and answers
 * with a stack trace; the operating system releases this one when a process dies, however it does.
 */
final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the folder where it is missing and locks it.
   *
   * @throws IOException if it is locked or cannot be written
   */
  static DirectoryLock of(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(".tunewatch-lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new IOException(
          "the folder "
              + directory.toAbsolutePath()
              + " is in use by another embedded broker; stop it or choose another folder");
    }
    return new DirectoryLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Closing the channel releases the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // The process is about to let go of it anyway.
    }
  }
}
