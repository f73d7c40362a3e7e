package dev.tunewatch.detect.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Strips from a model's name what says only how it is packed. The words are code and not part of
 * the rule book: the result is an identity, and a new vocabulary must not move it.
 */
public final class FormatWords {

  private static final Set<String> WORDS =
      Set.of(
          "gguf",
          "ggml",
          "ggmf",
          "gptq",
          "awq",
          "exl2",
          "exl3",
          "bnb",
          "nf4",
          "fp4",
          "fp8",
          "int4",
          "int8",
          "mlx",
          "mlc",
          "nvfp4",
          "nvfp4a16",
          "mxfp4",
          "mxfp8",
          "hqq",
          "aqlm",
          "quip",
          "vptq",
          "eetq",
          "onnx",
          "openvino",
          "rkllm",
          "rk3588",
          "ct2",
          "coreml",
          "imatrix",
          "imat",
          "quantized",
          "quants",
          "quant",
          "smashed",
          "autoround",
          "bpw",
          "dwq",
          "fp16",
          "bf16",
          "fp32",
          "f16",
          "f32",
          "hf",
          "i1",
          "ud",
          "safetensors",
          "sharded",
          "ov",
          "4bits",
          "8bits",
          "torchao",
          "compressed",
          "marlin",
          "dynamic",
          "w4a16",
          "w8a8",
          "w8a16",
          "w4a8");
  private static final Set<String> QUANT_TAIL =
      Set.of("0", "1", "k", "s", "m", "l", "xl", "xs", "xxs", "nl", "4", "8");
  private static final int MAX_TOKENS = 64;

  private FormatWords() {}

  /**
   * The name in lower case with one {@code -} between its words and without packaging words at its
   * end; never empty unless the name is.
   */
  public static String strip(String model) {
    List<String> words = words(model);
    int end = words.size();
    while (end > 1) {
      int before = packagingBefore(words, end);
      if (before == end || before < 1) {
        break;
      }
      end = before;
    }
    return String.join("-", words.subList(0, end));
  }

  /** Whether the word alone says how a model is packed. */
  public static boolean isFormat(String word) {
    return WORDS.contains(word)
        || isSized(word, "bit")
        || isSized(word, "bpw")
        || isSized(word, "g")
        || (word.length() == 2 && (word.charAt(0) == 'h') && Character.isDigit(word.charAt(1)));
  }

  /** Where the packaging expression that ends before {@code end} begins; {@code end} if none. */
  private static int packagingBefore(List<String> words, int end) {
    String last = words.get(end - 1);
    if (isSized(last, "bpw") && end > 1 && isNumber(words.get(end - 2))) {
      return end - 2;
    }
    if ((last.equals("bit") || last.equals("bpw") || last.equals("bits")) && end > 1) {
      int at = end - 1;
      while (at > 0 && isNumber(words.get(at - 1))) {
        at--;
      }
      return at == end - 1 ? end : at;
    }
    if (isFormat(last) || isQuantHead(last)) {
      return end - 1;
    }
    // Q4_K_M and its like fall apart into q4, k, m.
    for (int at = end - 1; at > 0 && end - at < 4 && QUANT_TAIL.contains(words.get(at)); at--) {
      if (isQuantHead(words.get(at - 1))) {
        return at - 1;
      }
    }
    return end;
  }

  /** {@code q4}, {@code iq2}, {@code tq1}: the head of a GGUF file type. */
  private static boolean isQuantHead(String word) {
    int q = word.indexOf('q');
    return q >= 0
        && q <= 1
        && (q == 0 || word.charAt(0) == 'i' || word.charAt(0) == 't')
        && word.length() == q + 2
        && word.charAt(q + 1) >= '1'
        && word.charAt(q + 1) <= '8';
  }

  private static boolean isSized(String word, String unit) {
    return word.length() > unit.length()
        && word.endsWith(unit)
        && isNumber(word.substring(0, word.length() - unit.length()));
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.length() <= 4 && word.chars().allMatch(Character::isDigit);
  }

  private static List<String> words(String model) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String lower = model.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length() && words.size() < MAX_TOKENS; i++) {
      char c = lower.charAt(i);
      if (c == '-' || c == '_' || c == '.' || c == ' ' || c == '/') {
        if (word.length() > 0) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }
}
