package dev.tunewatch.alerts.notify.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.notify.Bulletin;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Wording;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert as Block Kit blocks, with a text for notifications and for receivers that know no
 * blocks. The only link is the one to the console.
 */
final class SlackMessage {

  private static final int MAX_TITLE = 600;
  private static final int MAX_QUOTE = 170;
  private static final int MAX_FIELD = 80;
  private static final int MAX_LINE = 150;
  private static final int LINES_IN_BLOCK = 4;

  private SlackMessage() {}

  static byte[] of(Alert alert, Links links) {
    Wording wording = Wording.of(alert);
    ObjectNode message = EventJson.mapper().createObjectNode();
    String title = SlackText.escape(wording.title(), MAX_TITLE);
    message.put("text", alert.severity() + " " + title);
    // Slack must not make links of what looks like one.
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    ArrayNode blocks = message.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
    header
        .put("type", "plain_text")
        .put("text", wording.status() + " · " + alert.severity())
        .put("emoji", false);
    section(blocks, "*" + title + "*");
    wording.reason().ifPresent(r -> section(blocks, "Why: " + SlackText.escape(r, MAX_TITLE)));
    wording.facts().forEach(fact -> section(blocks, line(fact)));
    section(blocks, "<" + links.alert(alert.id()) + "|Open in the console>");
    ArrayNode context = blocks.addObject().put("type", "context").putArray("elements");
    context.add(mrkdwn(SlackText.escape(wording.about(), MAX_TITLE)));
    try {
      return EventJson.mapper().writeValueAsBytes(message);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static byte[] of(Content content, Links links) {
    if (content instanceof Content.Story story) {
      return of(story.alert(), links);
    }
    Bulletin bulletin = Bulletin.of(content);
    ObjectNode message = EventJson.mapper().createObjectNode();
    String title = SlackText.escape(bulletin.title(), MAX_TITLE);
    message.put("text", bulletin.status() + ": " + title);
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    ArrayNode blocks = message.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header").putObject("text");
    header.put("type", "plain_text").put("text", bulletin.status()).put("emoji", false);
    section(blocks, "*" + title + "*");
    // Slack takes 50 blocks and 3,000 characters in one, so several alerts share a block.
    List<String> lines = new ArrayList<>();
    if (!bulletin.text().isEmpty()) {
      lines.add(SlackText.escape(bulletin.text(), MAX_TITLE));
    }
    for (Bulletin.Item item : bulletin.items()) {
      lines.add(
          "• <" + links.alert(item.id()) + "|" + SlackText.escape(item.text(), MAX_LINE) + ">");
    }
    bulletin.more().ifPresent(more -> lines.add(SlackText.escape(more, MAX_LINE)));
    for (int i = 0; i < lines.size(); i += LINES_IN_BLOCK) {
      section(
          blocks, String.join("\n", lines.subList(i, Math.min(lines.size(), i + LINES_IN_BLOCK))));
    }
    try {
      return EventJson.mapper().writeValueAsBytes(message);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String line(Wording.Fact fact) {
    return "*%s* %s %s: %s says “%s”"
        .formatted(
            fact.signal(),
            fact.verb(),
            fact.title(),
            SlackText.escape(fact.field(), MAX_FIELD),
            SlackText.escape(fact.quote(), MAX_QUOTE));
  }

  private static void section(ArrayNode blocks, String text) {
    blocks.addObject().put("type", "section").set("text", mrkdwn(text));
  }

  private static ObjectNode mrkdwn(String text) {
    return EventJson.mapper()
        .createObjectNode()
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
  }
}
