package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.notify.Bulletin;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert as a person reads it in a mail program.
 *
 * @param subject one line
 * @param plain for those who read text
 * @param html the same with markup; it loads nothing
 */
record EmailText(String subject, String plain, String html) {

  private static final int MAX_SUBJECT = 150;

  static EmailText of(Alert alert, Links links) {
    Wording wording = Wording.of(alert);
    String link = links.alert(alert.id());
    return new EmailText(
        subject("[Tunewatch " + alert.severity() + "] " + wording.title()),
        plain(wording, link),
        html(wording, link));
  }

  static EmailText of(Content content, Links links) {
    if (content instanceof Content.Story story) {
      return of(story.alert(), links);
    }
    Bulletin bulletin = Bulletin.of(content);
    return new EmailText(
        subject("[Tunewatch " + bulletin.status() + "] " + bulletin.title()),
        plain(bulletin, links),
        html(bulletin, links));
  }

  private static String plain(Bulletin bulletin, Links links) {
    List<String> lines = new ArrayList<>();
    lines.add(Wording.unlinked(bulletin.title()));
    lines.add(Wording.unlinked(bulletin.text()));
    lines.add("");
    for (Bulletin.Item item : bulletin.items()) {
      lines.add("- " + Wording.unlinked(item.text()));
      lines.add("  " + links.alert(item.id()));
    }
    bulletin.more().ifPresent(lines::add);
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String html(Bulletin bulletin, Links links) {
    StringBuilder html = new StringBuilder(4_096);
    html.append("<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>")
        .append("\r\n<p><strong>")
        .append(escape(bulletin.status()))
        .append("</strong></p>\r\n<p>")
        .append(escape(bulletin.title()))
        .append("</p>\r\n<p>")
        .append(escape(bulletin.text()))
        .append("</p>\r\n<ul>\r\n");
    for (Bulletin.Item item : bulletin.items()) {
      html.append("<li><a href=\"")
          .append(escapeMarkup(links.alert(item.id())))
          .append("\">")
          .append(escape(item.text()))
          .append("</a></li>\r\n");
    }
    html.append("</ul>\r\n");
    bulletin.more().ifPresent(m -> html.append("<p>").append(escape(m)).append("</p>\r\n"));
    return html.append("</body></html>\r\n").toString();
  }

  private static String plain(Wording wording, String link) {
    List<String> lines = new ArrayList<>();
    lines.add(Wording.unlinked(wording.title()));
    wording.reason().ifPresent(reason -> lines.add("Why: " + Wording.unlinked(reason)));
    lines.add("");
    wording.facts().forEach(fact -> lines.add("- " + line(fact)));
    if (!wording.facts().isEmpty()) {
      lines.add("");
    }
    lines.add(link);
    lines.add("-- ");
    lines.add(Wording.unlinked(wording.about()));
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String html(Wording wording, String link) {
    StringBuilder html = new StringBuilder(1_024);
    html.append("<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>")
        .append("\r\n<p><strong>")
        .append(escape(wording.status()))
        .append("</strong></p>\r\n<p>")
        .append(escape(wording.title()))
        .append("</p>\r\n");
    wording.reason().ifPresent(r -> html.append("<p>Why: ").append(escape(r)).append("</p>\r\n"));
    if (!wording.facts().isEmpty()) {
      html.append("<ul>\r\n");
      wording.facts().forEach(f -> html.append("<li>").append(escape(line(f))).append("</li>\r\n"));
      html.append("</ul>\r\n");
    }
    return html.append("<p><a href=\"")
        .append(escapeMarkup(link))
        .append("\">Open in the console</a></p>\r\n<p><small>")
        .append(escape(wording.about()))
        .append("</small></p>\r\n</body></html>\r\n")
        .toString();
  }

  private static String line(Wording.Fact fact) {
    return Wording.unlinked(
        "%s %s %s: %s says “%s”"
            .formatted(fact.signal(), fact.verb(), fact.title(), fact.field(), fact.quote()));
  }

  private static String escape(String text) {
    return escapeMarkup(Wording.unlinked(text));
  }

  private static String escapeMarkup(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** {@link Wording} left no control character in it, so it cannot end its header. */
  private static String subject(String text) {
    if (text.length() <= MAX_SUBJECT) {
      return text;
    }
    int end = MAX_SUBJECT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
