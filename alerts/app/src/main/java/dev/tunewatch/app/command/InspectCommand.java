package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.app.run.RestrictedTerms;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.evaluation.Evaluation;
import dev.tunewatch.events.EventJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Offline detection: raw hub records in, one line of findings a record out. */
@Command(
    name = "inspect",
    description = {
      "Inspects recorded hub records: one JSON record a line in, one JSON line a record out,",
      "in the same order; what travels down a family is followed among the records of the",
      "input, whatever their order. A line that is no record gives {\"line\":N,\"error\":\"...\"} in its",
      "place and exit status 3 at the end; the others are inspected all the same."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch inspect models.ndjson.gz > findings.ndjson",
      "  curl -s 'https://hub.example/api/models?full=true' | jq -c '.[]' | tunewatch inspect -",
      "  tunewatch inspect models.ndjson.gz --labels labels.ndjson > findings.ndjson",
      "  tunewatch inspect models.ndjson.gz --labels labels.ndjson --gate --report evaluation.md"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class InspectCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "JSON lines, plain or gzip; - for standard input.")
  private String file = "-";

  @Option(
      names = "--hub",
      defaultValue = "huggingface",
      description = "Format of the records (default: ${DEFAULT-VALUE}).")
  private String hub = "huggingface";

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description = {
        "Also compare with labels (JSON lines: id, labels, flag, difficulty) and print",
        "precision and recall to stderr."
      })
  private Path labels;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the comparison there, Markdown, instead of to stderr.")
  private Path report;

  @Option(
      names = "--gate",
      description = "Exit status 3 if a release gate is missed; needs --labels.")
  private boolean gate;

  @Mixin private RuleBookOption rules;

  @Option(
      names = "--restricted-terms-file",
      paramLabel = "FILE",
      description = "Your own terms of H2 and H3, besides the book.")
  private @Nullable Path restrictedTermsFile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    HubFormat format =
        HubFormats.find(hub)
            .orElseThrow(
                () ->
                    new ConfigError(
                        "unknown hub '" + hub + "'" + Nearest.hint(hub, HubFormats.names())));
    if (labels != null && !Files.isReadable(labels)) {
      throw new ConfigError("--labels " + labels + " cannot be read");
    }
    if (labels == null && (gate || report != null)) {
      throw new ConfigError("--gate and --report need --labels");
    }
    Inspector inspector =
        new Inspector(
            RestrictedTerms.added(
                rules.load(), Optional.ofNullable(restrictedTermsFile), "--restricted-terms-file"));
    Evaluation evaluation = labels == null ? null : new Evaluation(labels);
    OfflineInspection inspection =
        new OfflineInspection(
            format,
            inspector::examine,
            evaluation == null ? (release, found) -> {} : evaluation::count,
            Clock.systemUTC());
    try (OutputStream out = new BufferedOutputStream(stdout(), 1 << 16)) {
      long errors =
          inspection.run(
              records(),
              line -> {
                out.write(line);
                out.write('\n');
              });
      out.flush();
      boolean missed = false;
      if (evaluation != null) {
        // Labelled ids without a record are inspected as bare names, and reported apart.
        byte[] names = bareNames();
        inspection.run(() -> new ByteArrayInputStream(names), line -> {});
        missed = tell(evaluation) && gate;
      }
      return errors == 0 && !missed ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
    }
  }

  /** Whether a gate was missed. */
  private boolean tell(Evaluation evaluation) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (report == null) {
      err.println(evaluation.report());
    } else {
      Files.writeString(report, evaluation.report());
    }
    List<String> missed = evaluation.missedGates();
    if (!missed.isEmpty()) {
      err.println("release gates missed: " + String.join(", ", missed));
    }
    return !missed.isEmpty();
  }

  private byte[] bareNames() throws IOException {
    StringBuilder records = new StringBuilder();
    for (String label : Files.readAllLines(labels)) {
      JsonNode id = EventJson.mapper().readTree(label).path("id");
      records.append(Json.line("id", id.asText())).append('\n');
    }
    return records.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Not closed with the command: the process may have more to say. */
  private static OutputStream stdout() {
    return new java.io.FilterOutputStream(System.out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** The records; what comes through a pipe is kept meanwhile, as it is read twice. */
  private OfflineInspection.Source records() throws IOException {
    if (file.equals("-")) {
      return kept(System.in);
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new ConfigError("cannot read " + path);
    }
    if (Files.isRegularFile(path)) {
      return () -> unzipped(Files.newInputStream(path));
    }
    try (InputStream pipe = Files.newInputStream(path)) {
      return kept(pipe);
    }
  }

  private static OfflineInspection.Source kept(InputStream pipe) throws IOException {
    Path copy = Files.createTempFile("tunewatch-inspect", ".ndjson");
    copy.toFile().deleteOnExit();
    Files.copy(pipe, copy, StandardCopyOption.REPLACE_EXISTING);
    return () -> unzipped(Files.newInputStream(copy));
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
  }
}
