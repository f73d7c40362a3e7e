package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import java.util.Optional;

/**
 * The ids that make all messages of one alert one thread (RFC 5322 §3.6.4). They are pure functions
 * of the alert's id and version: a message that is sent again is the same message, and who hears of
 * an alert late has the thread all the same.
 *
 * @param messageId of this version
 * @param inReplyTo the version before, none for the first
 * @param references the thread, and the version before
 */
record EmailThread(String messageId, Optional<String> inReplyTo, String references) {

  static EmailThread of(Alert alert, String domain) {
    String thread = "<" + alert.id() + "@" + domain + ">";
    Optional<String> before =
        alert.version() == 1
            ? Optional.empty()
            : Optional.of(id(alert, alert.version() - 1, domain));
    return new EmailThread(
        id(alert, alert.version(), domain),
        before,
        before.map(id -> thread + " " + id).orElse(thread));
  }

  /** A message of several alerts, or of none, stands by itself. */
  static EmailThread of(Message message, String domain) {
    return message.content() instanceof Content.Story story
        ? of(story.alert(), domain)
        : new EmailThread("<" + message.messageId() + "@" + domain + ">", Optional.empty(), "");
  }

  private static String id(Alert alert, int version, String domain) {
    return "<" + alert.id() + ".v" + version + "@" + domain + ">";
  }
}
