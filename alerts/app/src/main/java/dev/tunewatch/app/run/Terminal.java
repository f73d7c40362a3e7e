package dev.tunewatch.app.run;

/** Prepares text of strangers for a terminal. */
final class Terminal {

  private Terminal() {}

  /** The text on one line, without control, format or bidirectional characters. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              plain.appendCodePoint(hidden ? ' ' : c);
            });
    return plain.toString();
  }
}
