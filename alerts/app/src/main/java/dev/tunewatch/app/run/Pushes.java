package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.push.PushReceiver;
import java.time.Clock;

/** Wires the receiver of a hub's webhooks. */
public final class Pushes {

  private Pushes() {}

  /**
   * The receiver for a hub.
   *
   * @throws ConfigError if the hub sends none that are understood, or the secret is empty
   */
  public static PushReceiver receiver(
      String hub, String secret, KafkaSettings kafka, IngestMetrics metrics) {
    if (!hub.equals(PushReceiver.HUB)) {
      throw new ConfigError("a push secret was given, and '" + hub + "' sends no webhooks");
    }
    if (secret.isBlank()) {
      throw new ConfigError("the file with the push secret is empty");
    }
    return new PushReceiver(new Secret(secret), kafka, metrics, Clock.systemUTC());
  }
}
