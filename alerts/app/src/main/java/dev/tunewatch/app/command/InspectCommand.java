package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.ExitStatus;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.detect.evaluation.Evaluation;
import dev.tunewatch.events.EventJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Offline detection: raw hub records in, one line of findings a record out. */
@Command(
    name = "inspect",
    description = {
      "Inspects recorded hub records: one JSON record a line in, one JSON line a record out,",
      "in the same order. A line that is no record gives {\"line\":N,\"error\":\"...\"} in its",
      "place and exit status 3 at the end; the others are inspected all the same."
    },
    footer = {
      "",
      "Examples:",
      "  tunewatch inspect models.ndjson.gz > findings.ndjson",
      "  curl -s 'https://hub.example/api/models?full=true' | jq -c '.[]' | tunewatch inspect -",
      "  tunewatch inspect models.ndjson.gz --labels labels.ndjson > findings.ndjson"
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
    OfflineInspection inspection =
        new OfflineInspection(format, new Inspector(RuleBook.bundled()), Clock.systemUTC());
    try (InputStream in = open();
        OutputStream out = new BufferedOutputStream(stdout(), 1 << 16)) {
      Evaluation evaluation = labels == null ? null : new Evaluation(labels);
      long errors =
          inspection.run(
              in,
              line -> {
                out.write(line);
                out.write('\n');
                if (evaluation != null) {
                  evaluation.count("record", text(line));
                }
              });
      out.flush();
      if (evaluation != null) {
        // Labelled ids without a record are inspected as bare names, and reported apart.
        inspection.run(bareNames(), line -> evaluation.count("bare name", text(line)));
        spec.commandLine().getErr().println(evaluation.report());
      }
      return errors == 0 ? ExitStatus.DONE : ExitStatus.FOUND_PROBLEMS;
    }
  }

  private static Stream<String> text(byte[] line) {
    return Stream.of(new String(line, StandardCharsets.UTF_8));
  }

  private InputStream bareNames() throws IOException {
    StringBuilder records = new StringBuilder();
    for (String label : Files.readAllLines(labels)) {
      JsonNode id = EventJson.mapper().readTree(label).path("id");
      records.append(Json.line("id", id.asText())).append('\n');
    }
    return new ByteArrayInputStream(records.toString().getBytes(StandardCharsets.UTF_8));
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

  private InputStream open() throws IOException {
    if (file.equals("-")) {
      return unzipped(System.in);
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new ConfigError("cannot read " + path);
    }
    return unzipped(Files.newInputStream(path));
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
  }
}
