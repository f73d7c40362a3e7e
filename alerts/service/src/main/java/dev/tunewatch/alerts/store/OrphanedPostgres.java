package dev.tunewatch.alerts.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived the process that started it ({@code kill -9}): it holds the data
 * folder and must go before the next one can start. Only the process that the folder's own {@code
 * postmaster.pid} names is touched, and only if it is a postgres that works on this folder.
 */
final class OrphanedPostgres {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final long POLITE_SECONDS = 3;

  private OrphanedPostgres() {}

  /**
   * Stops it, if there is one, and removes its stale pid file.
   *
   * @throws IOException if the folder is in use by a process that is alive
   */
  static void stop(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    refuseIfOwnerLives(data);
    Optional<ProcessHandle> orphan = find(pidFile, data);
    if (orphan.isPresent()) {
      LOG.atWarn()
          .addKeyValue("outcome", "stopped")
          .addKeyValue("pid", orphan.get().pid())
          .log("A database process outlived its owner");
      end(orphan.get());
    }
    Files.deleteIfExists(pidFile);
  }

  /** The library's owner holds this lock; the kernel drops it with the owner's last breath. */
  private static void refuseIfOwnerLives(Path data) throws IOException {
    Path lock = data.resolve("epg-lock");
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw new IOException(data + " is in use by another process");
      }
    } catch (OverlappingFileLockException inThisProcess) {
      throw new IOException(data + " is in use by this process", inThisProcess);
    }
  }

  private static Optional<ProcessHandle> find(Path pidFile, Path data) throws IOException {
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).strip().matches("[1-9][0-9]{0,9}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> worksOn(process, data));
  }

  private static boolean worksOn(ProcessHandle process, Path data) {
    String command = process.info().command().orElse("");
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return Path.of(command).endsWith("postgres")
        && Stream.of(arguments).anyMatch(argument -> argument.equals(data.toString()));
  }

  private static void end(ProcessHandle postmaster) throws IOException {
    List<ProcessHandle> family =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    postmaster.destroy();
    if (!gone(List.of(postmaster))) {
      postmaster.destroyForcibly();
    }
    if (!gone(family)) {
      throw new IOException("the orphaned database process " + postmaster.pid() + " does not end");
    }
  }

  private static boolean gone(List<ProcessHandle> processes) throws IOException {
    CompletableFuture<?>[] exits =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(POLITE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ending an orphaned database process", e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }
}
