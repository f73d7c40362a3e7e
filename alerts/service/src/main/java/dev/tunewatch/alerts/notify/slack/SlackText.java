package dev.tunewatch.alerts.notify.slack;

/**
 * Text of a hub inside Slack's mrkdwn. Slack reads mentions and links between angle brackets
 * ({@code <!channel>}, {@code <@U1>}, {@code <https://x|y>}), which escaping ends; see <a
 * href="https://docs.slack.dev/messaging/formatting-message-text">formatting message text</a>. What
 * calls itself compatible, such as Mattermost, also reads Markdown links and plain
 * {@code @channel}, and a star begins bold text anywhere: an invisible space breaks those.
 */
final class SlackText {

  private static final char BREAK = '\u200B';

  private SlackText() {}

  /** The text as mrkdwn that shows it and does nothing, of so many characters at the most. */
  static String escape(String text, int most) {
    String cut = cut(text, most);
    StringBuilder escaped = new StringBuilder(cut.length() + 16);
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '@', '*', '~', '`', ']', '#' -> escaped.append(c).append(BREAK);
        default -> escaped.append(c);
      }
      if (c == ':' && i + 1 < cut.length()) {
        escaped.append(BREAK); // Neither an emoji nor the scheme of an address.
      }
    }
    return escaped.toString();
  }

  /** Never cuts a surrogate pair in two. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
