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
          "w4a8",
          "iq",
          "ggufs",
          "quantised",
          "exl");
  private static final Set<String> QUANT_TAIL =
      Set.of("0", "1", "k", "s", "m", "l", "xl", "xs", "xxs", "nl", "4", "8");
  private static final int MAX_TOKENS = 64;

  /**
   * The words of a name.
   *
   * @param joined whether a point or underscore stands before the word: {@code 4.65bpw} is one
   *     number, {@code 3-8bit} is a version and a number
   * @param pointed whether a point does
   */
  private record Words(List<String> words, List<Boolean> joined, List<Boolean> pointed) {

    boolean isFractionOf(int whole) {
      return joined.get(whole + 1) && isNumber(words.get(whole));
    }
  }

  private FormatWords() {}

  /**
   * The name in lower case with one {@code -} between its words and without packaging words at its
   * end; never empty unless the name is.
   */
  public static String strip(String model) {
    Words split = split(model);
    int end = split.words().size();
    while (end > 1) {
      int before = packagingBefore(split, end);
      if (before == end || before < 1) {
        break;
      }
      end = before;
    }
    return String.join("-", split.words().subList(0, end));
  }

  /** Whether the name ends with words that say how the model is packed. */
  public static boolean tellsPackaging(String model) {
    Words split = split(model);
    return split.words().size() > 1
        && packagingBefore(split, split.words().size()) < split.words().size();
  }

  /** The words of a name in lower case; {@code 1.5b} and {@code 4.65bpw} are one word. */
  public static List<String> words(String model) {
    Words split = split(model);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < split.words().size(); i++) {
      String word = split.words().get(i);
      int last = words.size() - 1;
      boolean fraction =
          last >= 0
              && split.pointed().get(i)
              && isNumber(words.get(last))
              && Character.isDigit(word.charAt(0));
      if (fraction) {
        words.set(last, words.get(last) + "." + word);
      } else {
        words.add(word);
      }
    }
    return words;
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
  private static int packagingBefore(Words split, int end) {
    List<String> words = split.words();
    String last = words.get(end - 1);
    if (isSized(last, "bpw") || isSized(last, "bit") || isSized(last, "bits")) {
      return end > 1 && split.isFractionOf(end - 2) ? end - 2 : end - 1;
    }
    if (last.equals("bit") || last.equals("bpw") || last.equals("bits")) {
      if (end < 2 || !isNumber(words.get(end - 2))) {
        return end;
      }
      return end > 2 && split.isFractionOf(end - 3) ? end - 3 : end - 2;
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

  /** {@code q4}, {@code iq2}, {@code tq1}, {@code q4f16}: the head of a file type. */
  private static boolean isQuantHead(String word) {
    int q = word.indexOf('q');
    boolean prefixed = q == 0 || (q == 1 && (word.charAt(0) == 'i' || word.charAt(0) == 't'));
    if (!prefixed || word.length() < q + 2) {
      return false;
    }
    String behind = word.substring(q + 2);
    return word.charAt(q + 1) >= '1'
        && word.charAt(q + 1) <= '8'
        && (behind.isEmpty() || behind.equals("f16") || behind.equals("f32"));
  }

  private static boolean isSized(String word, String unit) {
    return word.length() > unit.length()
        && word.endsWith(unit)
        && isNumber(word.substring(0, word.length() - unit.length()));
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.length() <= 4 && word.chars().allMatch(Character::isDigit);
  }

  private static Words split(String model) {
    Words split = new Words(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    StringBuilder word = new StringBuilder();
    char separator = '-';
    String lower = model.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length() && split.words().size() < MAX_TOKENS; i++) {
      char c = i < lower.length() ? lower.charAt(i) : '-';
      if (c == '-' || c == '_' || c == '.' || c == ' ' || c == '/') {
        if (word.length() > 0) {
          split.words().add(word.toString());
          split.joined().add(separator == '.' || separator == '_');
          split.pointed().add(separator == '.');
          word.setLength(0);
        }
        separator = c;
      } else {
        word.append(c);
      }
    }
    return split;
  }
}
