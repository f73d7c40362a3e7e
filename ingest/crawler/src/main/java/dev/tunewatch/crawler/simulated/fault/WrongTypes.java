package dev.tunewatch.crawler.simulated.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Some rows hold values of other types, numbers out of range, keys twice, or are no objects. */
final class WrongTypes extends RowsFault {

  private static final int FORMS = 9;
  private static final int DEEP = 1_500;

  private final long rowsSpoiled;

  /**
   * @param rowsSpoiled so many rows of a page; empty is 5
   */
  WrongTypes(String rowsSpoiled) {
    this.rowsSpoiled = rowsSpoiled.isEmpty() ? 5 : Amounts.whole(rowsSpoiled, 1, 1_000);
  }

  @Override
  boolean spoil(List<String> rows, RandomGenerator random) {
    for (long i = 0; i < Math.min(rowsSpoiled, rows.size()); i++) {
      int row = random.nextInt(rows.size());
      rows.set(row, spoiled(rows.get(row), random.nextInt(FORMS)));
    }
    return true;
  }

  private static String spoiled(String row, int form) {
    return switch (form) {
      case 0 -> "null";
      case 1 -> "\"a model\"";
      case 2 -> with(row, "id", "42");
      case 3 -> with(row, "tags", "\"gguf\"");
      case 4 -> with(row, "createdAt", "{\"$date\":17}");
      case 5 -> with(row, "downloads", "1e999");
      case 6 -> with(row, "likes", "[\"many\"]");
      case 7 -> with(row, "tags", "[".repeat(DEEP) + "]".repeat(DEEP));
      default -> row.startsWith("{") ? "{\"id\":\"other/twice\"," + row.substring(1) : "7";
    };
  }

  private static String with(String row, String field, String value) {
    try {
      JsonNode node = PageRows.JSON.readTree(row);
      if (!(node instanceof ObjectNode object)) {
        return value;
      }
      object.remove(field);
      return "{\"" + field + "\":" + value + "," + object.toString().substring(1);
    } catch (IOException e) {
      // It was spoiled before.
      return value;
    }
  }
}
