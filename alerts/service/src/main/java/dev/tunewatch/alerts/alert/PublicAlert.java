package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The value of {@code alerts.v1}, described by {@code alert.schema.json}: one version of an alert,
 * as API and webhooks show it, under a version of the contract.
 *
 * @param key the alert's id
 * @param value empty where the alert may not be public: then the topic forgets what it had
 */
public record PublicAlert(String key, Optional<byte[]> value) {

  private static final int VERSION = 1;

  /**
   * What the topic is to say of this version.
   *
   * @return nothing where it never knew the alert and must not
   */
  public static Optional<PublicAlert> of(Alert alert) {
    if (Tlp.GREEN.covers(alert.tlp())) {
      return Optional.of(new PublicAlert(alert.id().value(), Optional.of(json(alert))));
    }
    return alert.version() == 1
        ? Optional.empty()
        : Optional.of(new PublicAlert(alert.id().value(), Optional.empty()));
  }

  private static byte[] json(Alert alert) {
    ObjectNode json = EventJson.mapper().createObjectNode().put("v", VERSION);
    json.setAll(AlertJson.tree(alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE)));
    try {
      return EventJson.mapper().writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
