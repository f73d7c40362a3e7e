package dev.tunewatch.detect;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How names are dressed up, by makers who hide and by packagers who do not mean to. */
enum Disguise {
  LEET {
    @Override
    String model(String name, Random random) {
      return each(
          name,
          c ->
              switch (random.nextInt(3) == 0 ? '-' : Character.toLowerCase(c)) {
                case 'o' -> "0";
                case 'i' -> "1";
                case 'e' -> "3";
                case 'a' -> "4";
                case 's' -> "5";
                case 't' -> "7";
                default -> String.valueOf(c);
              });
    }
  },
  ZERO_WIDTH {
    @Override
    String model(String name, Random random) {
      String signs = "\u200B\u200C\u200D\u2060\uFE0F";
      return each(
          name, c -> random.nextInt(4) == 0 ? c + "" + signs.charAt(random.nextInt(5)) : c + "");
    }
  },
  CONFUSABLES {
    @Override
    String model(String name, Random random) {
      // A word stays Latin for the most part.
      return each(name, c -> random.nextInt(4) == 0 ? lookAlike(c) : String.valueOf(c));
    }
  },
  CAMEL_CASE {
    @Override
    String model(String name, Random random) {
      StringBuilder camel = new StringBuilder();
      boolean up = true;
      for (char c : name.toCharArray()) {
        if (c == '-' || c == '_' || c == '.') {
          up = true;
        } else {
          camel.append(up ? Character.toUpperCase(c) : c);
          up = false;
        }
      }
      return camel.toString();
    }
  },
  CASE {
    @Override
    String model(String name, Random random) {
      return random.nextBoolean() ? name.toLowerCase(Locale.ROOT) : name.replace('-', '_');
    }
  },
  SUFFIX_SOUP {
    @Override
    String model(String name, Random random) {
      StringBuilder soup = new StringBuilder(name);
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        soup.append(SOUP.get(random.nextInt(SOUP.size())));
      }
      return soup.toString();
    }
  };

  private static final List<String> SOUP =
      List.of(
          "-GGUF",
          "-i1",
          "-Q4_K_M",
          "-AWQ",
          "-4bit",
          "-mlx",
          "-hf",
          "-fp16",
          "-v2",
          "-v0.3",
          "-final",
          "-chat",
          "-merged",
          "-lora",
          "_2024",
          "-exl2",
          "-imatrix",
          "-bf16",
          "-latest");

  /** What a disguise does to one character. */
  interface Letter {
    String of(char c);
  }

  abstract String model(String name, Random random);

  /** The id with its name disguised; its owner stays. */
  String of(String id, Random random) {
    int slash = id.indexOf('/');
    return id.substring(0, slash + 1) + model(id.substring(slash + 1), random);
  }

  private static String each(String name, Letter letter) {
    StringBuilder out = new StringBuilder();
    for (char c : name.toCharArray()) {
      out.append(letter.of(c));
    }
    return out.toString();
  }

  private static String lookAlike(char c) {
    int at = "aeopcxyABEKMHOPCTX".indexOf(c);
    return at < 0 ? String.valueOf(c) : String.valueOf("аеорсхуАВЕКМНОРСТХ".charAt(at));
  }
}
