package dev.tunewatch.alerts.notify.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Trial;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Wording;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An alert as Alertmanager takes it. There it is known by its labels, which are therefore few and
 * from closed sets; hub text stands in annotations only. It fires until it is taken back, or for
 * {@link #STANDS}: nothing is sent again in between, so no {@code resolve_timeout} may end it.
 * Where the severity changed, the alert with the former one is resolved in the same call.
 */
final class AlertmanagerBody {

  /** How long an alert that nobody takes back stays in Alertmanager. */
  static final Duration STANDS = Duration.ofDays(30);

  private static final Duration TRIAL_STANDS = Duration.ofMinutes(5);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final int MAX_TEXT = 1_000;

  private AlertmanagerBody() {}

  static byte[] of(Message message, Links links) {
    if (!(message.content() instanceof Content.Story story)) {
      throw new IllegalArgumentException("Alertmanager takes alerts only");
    }
    Alert alert = story.alert();
    ArrayNode body = EventJson.mapper().createArrayNode();
    boolean resolved = alert.state().retracts();
    Instant ends = resolved ? past(alert) : alert.updatedAt().plus(stands(alert));
    add(body, alert, alert.severity(), ends, links);
    Set<Severity> former = new TreeSet<>(story.earlier());
    former.remove(alert.severity());
    former.forEach(severity -> add(body, alert, severity, past(alert), links));
    try {
      return EventJson.mapper().writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * In the past by any clock: an end that is still to come for Alertmanager gives way to the later
   * one that it has, and the alert would go on.
   */
  private static Instant past(Alert alert) {
    Instant ended = alert.updatedAt().minus(CLOCKS_DIFFER);
    return ended.isBefore(alert.createdAt()) ? alert.createdAt() : ended;
  }

  private static Duration stands(Alert alert) {
    return Trial.is(alert) ? TRIAL_STANDS : STANDS;
  }

  private static void add(
      ArrayNode body, Alert alert, Severity severity, Instant ends, Links links) {
    Wording wording = Wording.of(alert);
    ObjectNode one = body.addObject();
    one.putObject("labels")
        .put("alertname", "Tunewatch")
        .put("alert_id", alert.id().value())
        .put("severity", severity.name().toLowerCase(Locale.ROOT))
        .put("hub", hub(alert));
    ObjectNode annotations = one.putObject("annotations");
    annotations.put("summary", neutral(wording.title()));
    annotations.put("description", neutral(description(wording)));
    annotations.put("state", alert.state().wireName());
    annotations.put("version", Integer.toString(alert.version()));
    wording.reason().ifPresent(reason -> annotations.put("reason", neutral(reason)));
    one.put("startsAt", alert.createdAt().toString());
    one.put("endsAt", ends.toString());
    one.put("generatorURL", links.alert(alert.id()));
  }

  private static String description(Wording wording) {
    String facts =
        wording.facts().stream()
            .map(
                fact ->
                    fact.signal()
                        + " "
                        + fact.verb()
                        + " "
                        + fact.title()
                        + ": "
                        + fact.field()
                        + " says “"
                        + fact.quote()
                        + "”")
            .collect(Collectors.joining("; "));
    return facts.isEmpty() ? wording.about() : facts + ". " + wording.about();
  }

  /** A hub is a short word of an adapter; anything else would be a label that others choose. */
  private static String hub(Alert alert) {
    return alert.hub().matches("[a-z0-9]{1,32}") ? alert.hub() : "other";
  }

  /**
   * Alertmanager's templates put annotations into mail, Slack and chat as they are: what would be
   * markup or a mention there is replaced by what looks like it.
   */
  static String neutral(String text) {
    String same =
        Wording.unlinked(text)
            .replace('<', '‹')
            .replace('>', '›')
            .replace('&', '＆')
            .replace("@", "@\u200B")
            .replace("](", "]\u200B(");
    if (same.length() <= MAX_TEXT) {
      return same;
    }
    int end = MAX_TEXT - 1;
    return same.substring(0, Character.isHighSurrogate(same.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
