package dev.tunewatch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process takes of the machine. */
final class Machine {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Machine() {}

  /** CPU seconds of the whole process so far, broker, compiler and collector included. */
  static double cpuSeconds() {
    return PROCESS.getProcessCpuTime() / 1e9;
  }

  /** Resident memory in MB; -1 where the system does not say. */
  static long residentMb() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException | UncheckedIOException noSuchSystem) {
      return -1;
    }
  }

  /** Bytes of all files below a folder. */
  static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try {
          bytes += Files.size(file);
        } catch (NoSuchFileException compactedMeanwhile) {
          continue;
        }
      }
    } catch (UncheckedIOException compactedMeanwhile) {
      return bytes;
    }
    return bytes;
  }
}
