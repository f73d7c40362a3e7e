package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8JsonTest {

  private static final byte[] FIELD = Utf8Json.name("f");

  @Test
  void writesEveryCharacterAsTheMapperDoes() throws Exception {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      text("" + (char) c);
      text("plain" + (char) c + "tail");
    }
    for (int point = 0x10000; point <= Character.MAX_CODE_POINT; point += 97) {
      text("a" + Character.toString(point) + "\"");
    }
  }

  @Test
  void writesAnyTextAsTheMapperDoes() throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(300); length > 0; length--) {
        text.append(
            random.nextInt(4) > 0
                ? (char) random.nextInt(128)
                : (char) random.nextInt(Character.MAX_VALUE + 1));
      }
      text(text.toString());
    }
  }

  @Test
  void writesNumbersAndListsAsTheMapperDoes() throws Exception {
    long[] numbers = {0, 1, -1, 9, 10, 99, 100, -10, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long number : numbers) {
      Utf8Json json = new Utf8Json(1);
      json.open();
      json.number(FIELD, number);
      json.number(FIELD, null);
      json.close();
      same(json, Map.of("f", number));
    }
    Utf8Json json = new Utf8Json(1);
    json.open();
    json.texts(FIELD, List.of());
    json.texts(FIELD, List.of("a", "b{", "c"));
    json.text(Utf8Json.name("g"), "h");
    json.close();
    assertThat(json.toBytes()).asString().isEqualTo("{\"f\":[\"a\",\"b{\",\"c\"],\"g\":\"h\"}");
  }

  private static void text(String text) throws Exception {
    Utf8Json json = new Utf8Json(4);
    json.open();
    json.text(FIELD, text);
    json.close();
    same(json, Map.of("f", text));
  }

  private static void same(Utf8Json json, Object value) throws Exception {
    byte[] mapped = EventJson.mapper().writeValueAsBytes(value);
    if (!java.util.Arrays.equals(json.toBytes(), mapped)) {
      assertThat(new String(json.toBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(new String(mapped, java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
