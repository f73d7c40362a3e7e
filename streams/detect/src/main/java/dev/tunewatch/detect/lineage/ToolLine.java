package dev.tunewatch.detect.lineage;

import dev.tunewatch.events.Relation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line that a tool or a packager writes, with the model that it names and the relation that it
 * tells.
 */
record ToolLine(String id, Relation relation) {

  private record Tool(String cue, Relation relation) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool("this is a decensored version of", Relation.FINETUNE),
          new Tool("this is an uncensored version of", Relation.FINETUNE),
          new Tool("fine-tuned version of", Relation.FINETUNE),
          new Tool("finetuned from model", Relation.FINETUNE),
          new Tool("finetuned from", Relation.FINETUNE),
          new Tool("converted to gguf format from", Relation.QUANTIZED),
          new Tool("converted to mlx format from", Relation.QUANTIZED),
          new Tool("model files for", Relation.QUANTIZED),
          new Tool("quants of", Relation.QUANTIZED),
          new Tool("quantizations of", Relation.QUANTIZED),
          new Tool("quantized version of", Relation.QUANTIZED),
          new Tool("quantized from", Relation.QUANTIZED),
          new Tool("conversion of", Relation.QUANTIZED),
          new Tool("original model", Relation.QUANTIZED));

  /** What such lines say, in lower case. */
  static final List<String> CUES = TOOLS.stream().map(Tool::cue).toList();

  /** Reads a line; null where it names no model behind what it says. */
  static @Nullable ToolLine of(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.length() != line.length()) {
      return null;
    }
    for (Tool tool : TOOLS) {
      int at = lower.indexOf(tool.cue());
      String id = at < 0 ? null : CardId.leading(line.substring(at + tool.cue().length()));
      if (id != null) {
        return new ToolLine(id, tool.relation());
      }
    }
    return null;
  }

  /** Whether the line may be an item of a list as well. */
  static boolean mayBeItem(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("original model") || lower.contains("finetuned from");
  }
}
