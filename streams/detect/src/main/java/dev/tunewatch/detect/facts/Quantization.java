package dev.tunewatch.detect.facts;

import dev.tunewatch.detect.name.FormatWords;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How weights are packed.
 *
 * @param scheme for example {@code gguf}, {@code gptq}
 * @param bits per weight, overhead included; null where unknown
 * @param extreme whether the setting measurably weakens alignment (arXiv 2502.15799, 2506.20251)
 */
public record Quantization(String scheme, @Nullable BigDecimal bits, boolean extreme) {

  private static final BigDecimal WEAKENING = new BigDecimal("2.6");

  private static final Map<String, String> DEFAULT_BITS =
      Map.ofEntries(
          Map.entry("gptq", "4"),
          Map.entry("awq", "4"),
          Map.entry("aqlm", "2"),
          Map.entry("nf4", "4.5"),
          Map.entry("fp4", "4.5"),
          Map.entry("int4", "4"),
          Map.entry("int8", "8"),
          Map.entry("fp8", "8"),
          Map.entry("mxfp4", "4.25"),
          Map.entry("mxfp8", "8.25"),
          Map.entry("nvfp4", "4.5"),
          Map.entry("bitnet", "1.58"),
          Map.entry("w4a16", "4"),
          Map.entry("w8a8", "8"),
          Map.entry("w8a16", "8"));

  /** Words of a name that are schemes; the first that occurs counts. */
  private static final List<String> SCHEMES =
      List.of(
          "gguf",
          "ggml",
          "gptq",
          "awq",
          "exl2",
          "exl3",
          "mlx",
          "aqlm",
          "hqq",
          "vptq",
          "nvfp4",
          "mxfp4",
          "mxfp8",
          "bitnet",
          "autoround",
          "bnb",
          "nf4",
          "fp4",
          "fp8",
          "int4",
          "int8",
          "w4a16",
          "w8a8",
          "w8a16",
          "onnx",
          "openvino");

  /** Of one GGUF file or type, for example {@code Q4_K_M}. */
  public static @Nullable Quantization ofGguf(String fileName) {
    GgufType type = GgufType.in(fileName);
    return type == null ? null : of("gguf", type.bits(), type.isExtreme());
  }

  /**
   * Of what configuration and name say.
   *
   * @param method {@code quantization_config.quant_method}
   */
  static @Nullable Quantization of(String model, @Nullable String method) {
    List<String> words = FormatWords.words(model);
    String scheme =
        method != null
            ? method.toLowerCase(Locale.ROOT)
            : SCHEMES.stream().filter(words::contains).findFirst().orElse(null);
    BigDecimal told = bits(words);
    if (scheme == null) {
      return told == null ? null : of("bits", told, false);
    }
    GgufType type = GgufType.in(model);
    if (scheme.equals("gguf") && type != null) {
      return of(scheme, type.bits(), type.isExtreme());
    }
    String usual = DEFAULT_BITS.get(scheme);
    return of(scheme, told != null || usual == null ? told : new BigDecimal(usual), false);
  }

  private static Quantization of(String scheme, @Nullable BigDecimal bits, boolean extreme) {
    return new Quantization(
        scheme, bits, extreme || (bits != null && bits.compareTo(WEAKENING) < 0));
  }

  /** {@code 4bit}, {@code 4-bit}, {@code 4.65bpw}. */
  private static @Nullable BigDecimal bits(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      for (String unit : List.of("bits", "bit", "bpw")) {
        String word = words.get(i);
        if (word.endsWith(unit)) {
          String number = word.substring(0, word.length() - unit.length());
          String before = i > 0 ? words.get(i - 1) : "";
          BigDecimal bits = number(number.isEmpty() ? before : number);
          if (bits != null) {
            return bits;
          }
        }
      }
    }
    return null;
  }

  private static @Nullable BigDecimal number(String text) {
    int point = text.indexOf('.');
    boolean plain =
        !text.isEmpty()
            && text.length() <= 5
            && point == text.lastIndexOf('.')
            && point != 0
            && point != text.length() - 1
            && text.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    BigDecimal number = plain ? new BigDecimal(text) : null;
    boolean sane = number != null && number.signum() > 0 && number.intValue() <= 32;
    return sane ? number : null;
  }
}
