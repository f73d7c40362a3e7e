package dev.tunewatch.alerts.alert;

import java.nio.charset.StandardCharsets;
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
    return speaksOf(alert)
        ? Optional.of(
            new PublicAlert(
                alert.id().value(), isPublic(alert) ? Optional.of(json(alert)) : Optional.empty()))
        : Optional.empty();
  }

  /** Whether the topic says anything of this version. */
  public static boolean speaksOf(Alert alert) {
    return isPublic(alert) || alert.version() > 1;
  }

  private static boolean isPublic(Alert alert) {
    return Tlp.GREEN.covers(alert.tlp());
  }

  /** What was written is an object with members, so the version of the contract goes in front. */
  private static byte[] json(Alert alert) {
    String json = AlertJson.write(alert.cut(Alert.MAX_MEMBERS_IN_MESSAGE));
    return ("{\"v\":" + VERSION + ',' + json.substring(1)).getBytes(StandardCharsets.UTF_8);
  }
}
