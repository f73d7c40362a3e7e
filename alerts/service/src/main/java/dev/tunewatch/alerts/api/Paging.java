package dev.tunewatch.alerts.api;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A page by key: everything below a number, so that what is added meanwhile moves nothing.
 *
 * @param before only what is numbered lower
 * @param limit at most so many
 */
record Paging(long before, int limit) {

  private static final int DEFAULT = 50;
  private static final int MOST = 200;
  private static final String PREFIX = "before:";

  static Paging of(Context http) {
    return new Paging(before(http.queryParam("cursor")), limit(http.queryParam("limit")));
  }

  /** The cursor to the page behind, null where this one was not full. */
  @Nullable String next(int found, long lowest) {
    return found < limit ? null : cursor(lowest);
  }

  static String cursor(long before) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((PREFIX + before).getBytes(StandardCharsets.UTF_8));
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(PREFIX)) {
        return Long.parseLong(text.substring(PREFIX.length()));
      }
    } catch (IllegalArgumentException notOurs) {
      // Falls through: whatever it is, it is not a cursor.
    }
    throw new Refused(400, "cursor is not one that this service gave", "cursor");
  }

  private static int limit(@Nullable String limit) {
    if (limit == null) {
      return DEFAULT;
    }
    if (limit.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    }
    throw new Refused(400, "limit is a number from 1 to " + MOST, "limit");
  }
}
