package dev.tunewatch.crawler.simulated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Recordings made by hand, and the recorded hub that the tests may read. */
final class Recordings {

  private Recordings() {}

  /** A hub of these JSON objects, written with single quotes. */
  static RecordedHub of(String... records) {
    try {
      byte[] lines = String.join("\n", records).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return RecordedHub.read(new ByteArrayInputStream(lines));
    } catch (IOException | UnreadableRecordException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static HubRecord record(String json) {
    try {
      return HubRecord.parse(json.replace('\'', '"'));
    } catch (UnreadableRecordException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Path corpus() {
    String directory = System.getProperty("tunewatch.corpus");
    if (directory == null) {
      throw new IllegalStateException("-Dtunewatch.corpus is not set");
    }
    return Path.of(directory, "huggingface", "models.ndjson.gz");
  }
}
