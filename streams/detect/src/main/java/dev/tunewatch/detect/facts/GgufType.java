package dev.tunewatch.detect.facts;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types of GGUF files with the bits that a weight takes in them; see llama.cpp's table. */
enum GgufType {
  IQ1_S("1.56"),
  IQ1_M("1.75"),
  IQ2_XXS("2.06"),
  IQ2_XS("2.31"),
  IQ2_S("2.5"),
  IQ2_M("2.7"),
  IQ3_XXS("3.06"),
  IQ3_XS("3.3"),
  IQ3_S("3.44"),
  IQ3_M("3.66"),
  IQ4_XS("4.25"),
  IQ4_NL("4.5"),
  TQ1_0("1.69"),
  TQ2_0("2.06"),
  Q1_0("1.13"),
  Q2_K_S("2.8"),
  Q2_K_L("3.1"),
  Q2_K("2.96"),
  Q3_K_XL("4.4"),
  Q3_K_S("3.5"),
  Q3_K_M("3.91"),
  Q3_K_L("4.27"),
  Q3_K("3.91"),
  Q4_K_XL("5"),
  Q4_K_S("4.57"),
  Q4_K_M("4.85"),
  Q4_K_L("5"),
  Q4_K("4.85"),
  Q4_0("4.55"),
  Q4_1("5"),
  Q5_K_XL("5.9"),
  Q5_K_S("5.52"),
  Q5_K_M("5.68"),
  Q5_K_L("5.8"),
  Q5_K("5.68"),
  Q5_0("5.52"),
  Q5_1("6"),
  Q6_K_XL("6.8"),
  Q6_K_L("6.7"),
  Q6_K("6.56"),
  Q8_K_XL("9"),
  Q8_0("8.5"),
  MXFP4("4.25"),
  NVFP4("4.5"),
  BF16("16"),
  F16("16"),
  F32("32");

  private final BigDecimal bits;
  private final String spelling;

  GgufType(String bits) {
    this.bits = new BigDecimal(bits);
    this.spelling = name().toLowerCase(Locale.ROOT);
  }

  BigDecimal bits() {
    return bits;
  }

  /** Whether the catalogue counts it among the settings that weaken alignment. */
  boolean isExtreme() {
    return spelling.startsWith("iq1")
        || spelling.startsWith("iq2")
        || spelling.startsWith("q2")
        || spelling.startsWith("q1")
        || spelling.startsWith("tq");
  }

  /** The type that a file's name or a model's tells; the longest spelling wins. */
  static @Nullable GgufType in(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    GgufType found = null;
    for (GgufType type : values()) {
      boolean longer = found == null || type.spelling.length() > found.spelling.length();
      if (longer && stands(lower, type.spelling)) {
        found = type;
      }
    }
    return found;
  }

  private static boolean stands(String name, String type) {
    for (int at = name.indexOf(type); at >= 0; at = name.indexOf(type, at + 1)) {
      int end = at + type.length();
      boolean before = at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1));
      boolean after = end == name.length() || !Character.isLetterOrDigit(name.charAt(end));
      if (before && after) {
        return true;
      }
    }
    return false;
  }
}
