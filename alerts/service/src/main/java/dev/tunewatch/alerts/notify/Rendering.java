package dev.tunewatch.alerts.notify;

import java.util.List;

/**
 * What a message looks like.
 *
 * @param parts one, or several where the receiver chooses
 */
public record Rendering(List<Part> parts) {

  public Rendering {
    parts = List.copyOf(parts);
  }

  /** Of one part. */
  public static Rendering of(String contentType, String content) {
    return new Rendering(List.of(new Part(contentType, content)));
  }

  /**
   * One form of it.
   *
   * @param contentType for example {@code text/html}
   * @param content as sent
   */
  public record Part(String contentType, String content) {}
}
