package dev.tunewatch.app.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** A {@code ./tunewatch} that runs, its output in files. Closing ends it. */
public final class Launched implements AutoCloseable {

  private static final int MAIN_THREAD = Pattern.MULTILINE | Pattern.DOTALL;

  private final Process process;
  private final Path out;
  private final Path err;
  private final String commandLine;

  private Launched(Process process, Path out, Path err, String commandLine) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.commandLine = commandLine;
  }

  /** Starts the launcher of this checkout. */
  public static Launched tunewatch(Path folder, String... arguments) throws IOException {
    return tunewatch(folder, Map.of(), arguments);
  }

  /** The same with variables of the environment besides ours. */
  public static Launched tunewatch(
      Path folder, Map<String, String> environment, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(root().resolve("tunewatch").toString());
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "stdout", ".txt");
    Path err = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder = new ProcessBuilder(words).directory(root().toFile());
    builder.environment().put("TUNEWATCH_LOG", "text");
    builder.environment().put("TUNEWATCH_NO_BUILD", "1");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    return new Launched(process, out, err, String.join(" ", words));
  }

  /** The checkout's root. */
  public static Path root() {
    return Path.of(System.getProperty("tunewatch.root", "../.."));
  }

  /** All of stdout so far. */
  public String out() {
    return read(out);
  }

  /** All of stderr so far. */
  public String err() {
    return read(err);
  }

  /** Waits until stdout or stderr matches, and returns the first group. */
  public String awaitLine(String regex, Duration atMost) throws IOException, InterruptedException {
    Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
    try {
      return line(pattern, atMost);
    } catch (ConditionTimeoutException late) {
      throw new IllegalStateException(
          commandLine + " did not say '" + regex + "' within " + atMost + ":\n" + stuckAt(), late);
    }
  }

  /** What it said, and where its main thread stands: the JVM writes its threads to stdout. */
  private String stuckAt() throws IOException, InterruptedException {
    String said = out() + "\n" + err();
    signal("QUIT");
    process.waitFor(3, TimeUnit.SECONDS);
    Matcher main = Pattern.compile("^\"main\" .*?\n\n", MAIN_THREAD).matcher(out());
    return said + "\n" + (main.find() ? main.group() : "");
  }

  private String line(Pattern pattern, Duration atMost) {
    return await(commandLine)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              String text = out() + "\n" + err();
              Matcher matcher = pattern.matcher(text);
              if (!matcher.find()) {
                if (!process.isAlive()) {
                  throw new IllegalStateException(
                      commandLine + " ended with " + process.exitValue() + ":\n" + text);
                }
                return "";
              }
              return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
            },
            found -> !found.isEmpty());
  }

  /** Waits for the end and returns the exit status. */
  public int awaitEnd(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(commandLine + " still runs after " + atMost + ":\n" + err());
    }
    return process.exitValue();
  }

  /** Ctrl-C. */
  public void interrupt() throws IOException {
    signal("INT");
  }

  /** {@code kill -9} of this process alone; what it started is left to itself. */
  public void killHard() throws IOException, InterruptedException {
    signal("KILL");
    process.waitFor();
  }

  /** Every process whose command line names a text, such as a data folder; not this one. */
  public static List<ProcessHandle> processesNaming(String text) {
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(other -> other.pid() != self)
        .filter(other -> other.info().commandLine().orElse("").contains(text))
        .toList();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory in MiB. */
  public long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
