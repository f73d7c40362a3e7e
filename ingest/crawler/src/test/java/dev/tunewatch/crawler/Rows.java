package dev.tunewatch.crawler;

import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Made-up rows of the size and shape of the hub's: some 1.3 kB with all that is asked for. */
final class Rows {

  private Rows() {}

  /** So many, 20 s apart, the newest created then. */
  static RecordedHub hub(int rows, Instant newest) throws IOException, UnreadableRecordException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < rows; i++) {
      lines.write(line(i, newest.minusSeconds(20L * i)).getBytes(StandardCharsets.UTF_8));
    }
    return RecordedHub.read(new ByteArrayInputStream(lines.toByteArray()));
  }

  /** One of them. */
  static HubRecord record(int i, Instant created) throws IOException, UnreadableRecordException {
    byte[] line = line(i, created).getBytes(StandardCharsets.UTF_8);
    return RecordedHub.read(new ByteArrayInputStream(line)).find(name(i)).orElseThrow();
  }

  static String name(int i) {
    return "owner-" + i % 2_000 + "/Model-" + i + "-8B-Instruct-GGUF";
  }

  private static String line(int i, Instant created) {
    Random random = new Random(i);
    String name = name(i);
    StringBuilder files =
        new StringBuilder("{\"rfilename\":\".gitattributes\"},{\"rfilename\":\"README.md\"}");
    for (int file = 0; file < 8; file++) {
      files.append(",{\"rfilename\":\"model-0000").append(file).append("-of-00008.safetensors\"}");
    }
    String base = "owner-" + random.nextInt(2_000) + "/Model-base-8B";
    return ("{\"_id\":\"%s\",\"id\":\"%s\",\"author\":\"%s\",\"sha\":\"%040x\",\"createdAt\":\"%s\","
            + "\"lastModified\":\"%s\",\"private\":false,\"gated\":false,\"disabled\":false,"
            + "\"downloads\":%d,\"likes\":%d,\"library_name\":\"transformers\","
            + "\"pipeline_tag\":\"text-generation\",\"tags\":[\"transformers\",\"safetensors\","
            + "\"gguf\",\"llama\",\"text-generation\",\"conversational\",\"en\",\"base_model:%s\","
            + "\"base_model:quantized:%s\",\"license:apache-2.0\",\"endpoints_compatible\","
            + "\"region:us\"],\"cardData\":{\"license\":\"apache-2.0\",\"base_model\":[\"%s\"],"
            + "\"language\":[\"en\"],\"library_name\":\"transformers\",\"tags\":[\"gguf\"]},"
            + "\"config\":{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"},"
            + "\"safetensors\":{\"parameters\":{\"BF16\":8030261248},\"total\":8030261248},"
            + "\"siblings\":[%s]}\n")
        .formatted(
            String.format("%08x%016x", created.getEpochSecond(), i),
            name,
            name.substring(0, name.indexOf('/')),
            random.nextLong() & Long.MAX_VALUE,
            millis(created),
            millis(created),
            random.nextInt(10_000),
            random.nextInt(100),
            base,
            base,
            base,
            files);
  }

  private static String millis(Instant time) {
    return time.toString().replace("Z", ".000Z");
  }
}
