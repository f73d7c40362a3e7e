package dev.tunewatch.crawler.hub.huggingface;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Records whose fields are there or not, in any order, and hold what they should or anything. */
final class OddRecords {

  private static final List<String> FIELDS =
      List.of(
          "id",
          "modelId",
          "_id",
          "author",
          "sha",
          "createdAt",
          "lastModified",
          "pipeline_tag",
          "library_name",
          "gated",
          "disabled",
          "private",
          "downloads",
          "downloadsAllTime",
          "likes",
          "tags",
          "_synthetic",
          "cardData",
          "config",
          "siblings",
          "baseModels",
          "safetensors",
          "gguf",
          "unknown");
  private static final List<String> WITHIN =
      List.of(
          "tags",
          "language",
          "datasets",
          "base_model",
          "base_model_relation",
          "pipeline_tag",
          "library_name",
          "license",
          "licence",
          "architectures",
          "model_type",
          "quantization_config",
          "quant_method",
          "peft",
          "adapter_config",
          "peft_type",
          "base_model_name_or_path",
          "rfilename",
          "size",
          "lfs",
          "sha256",
          "relation",
          "models",
          "id",
          "total",
          "architecture",
          "context_length",
          "totalFileSize",
          "unknown");
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "7",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890",
          "1.50",
          "-0.0",
          "1e400",
          "1e3",
          "\"\"",
          "\"  \"",
          "\" x \"",
          "\"auto\"",
          "\"manual\"",
          "\"merge\"",
          "\"quantized\"",
          "\"a/b\"",
          "\"é/ü\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\uD83D\uDE00\"",
          "\"?\"",
          "\"license:mit\"",
          "\"license:\"",
          "\"dataset:a/b\"",
          "\"dataset:\"",
          "\"base_model:a/b\"",
          "\"base_model:quantized:a/b\"",
          "\"base_model:odd:a/b\"",
          "\"base_model:\"",
          "\"not-for-all-audiences\"",
          "\"2026-04-22T06:04:45.000Z\"",
          "\"2026-04-22T06:04:45+02:00\"",
          "\"2022-03-02T23:29:04.000Z\"",
          "\"69e864fd6b68f7e6cfc63ca3\"",
          "\"" + "t".repeat(300) + "\"");

  private final Random random;

  OddRecords(long seed) {
    random = new Random(seed);
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  byte[] next() {
    List<String> names = new ArrayList<>(FIELDS);
    Collections.shuffle(names, random);
    List<String> members = new ArrayList<>();
    for (String name : names) {
      if (name.equals("id") && random.nextInt(8) > 0) {
        members.add("\"id\":\"o/r" + random.nextInt(9) + "\"");
      } else if (random.nextInt(3) > 0) {
        members.add(member(name, usual(name)));
      }
    }
    if (random.nextInt(40) == 0) {
      members.add(member(names.get(0), scalar()));
    }
    return ("{" + String.join(random.nextBoolean() ? "," : " , ", members) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String usual(String name) {
    if (random.nextInt(10) == 0) {
      return value(3);
    }
    return switch (name) {
      case "tags", "_synthetic" -> list(random.nextInt(60) == 0 ? 700 : 12, 0);
      case "siblings" -> list(8, 2);
      case "cardData", "config", "baseModels", "safetensors", "gguf" -> object(3);
      case "unknown" -> value(3);
      default -> scalar();
    };
  }

  private String value(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0, 1 -> scalar();
      case 2 -> list(5, depth - 1);
      default -> object(depth - 1);
    };
  }

  private String list(int most, int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = upTo(most); i > 0; i--) {
      if (depth == 2) {
        elements.add(object(1));
      } else {
        elements.add(most > 100 ? "\"t" + i + "\"" : value(depth));
      }
    }
    return "[" + String.join(", ", elements) + "]";
  }

  private String object(int depth) {
    List<String> names = new ArrayList<>(WITHIN);
    Collections.shuffle(names, random);
    List<String> members = new ArrayList<>();
    for (String name : names.subList(0, upTo(names.size()))) {
      members.add(member(name, value(depth)));
    }
    if (random.nextInt(300) == 0 && !members.isEmpty()) {
      members.add(members.get(0));
    }
    return "{" + String.join(",", members) + "}";
  }

  private String scalar() {
    return SCALARS.get(random.nextInt(SCALARS.size()));
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
  }
}
