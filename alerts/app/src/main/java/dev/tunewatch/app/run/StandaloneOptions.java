package dev.tunewatch.app.run;

import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.app.config.ConfigError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one process with everything in it is told.
 *
 * @param hubs at least one
 * @param data folder that is kept between runs
 * @param host address to listen on
 * @param port to listen on, 0 for a free one
 * @param kafka an external Kafka instead of the embedded broker
 * @param database a PostgreSQL server instead of the embedded one
 * @param databaseUser and password, with the address
 * @param webhook a subscriber that is told at once
 * @param mail the mail server, and perhaps a subscriber; without one there is no e-mail
 * @param allowLocalTargets webhooks may go to http and loopback
 * @param since how far back a first start goes, as written
 * @param backfill whether each hub is walked whole once as well
 * @param pollInterval between two polls of a live lane
 * @param hubToken access token for the hubs, if any
 * @param pushSecret secret of the Hugging Face Hub's webhooks; without it none are taken
 * @param contact address told to the hubs in the User-Agent, may be empty
 * @param once stop when all is caught up
 * @param adminToken given token; else one is made on the first run
 * @param publicView alerts marked TLP:CLEAR may be read without a token
 * @param canaryEvery how often a made-up release is followed to its alert; zero for never
 * @param restrictedTerms file with the operator's own terms of H2 and H3
 */
public record StandaloneOptions(
    List<HubTarget> hubs,
    Path data,
    String host,
    int port,
    Optional<String> kafka,
    Optional<String> database,
    Optional<Credentials> databaseUser,
    Optional<Webhook> webhook,
    Optional<Mail> mail,
    boolean allowLocalTargets,
    String since,
    boolean backfill,
    Duration pollInterval,
    Optional<String> hubToken,
    Optional<String> pushSecret,
    String contact,
    boolean once,
    Optional<String> adminToken,
    boolean publicView,
    Duration canaryEvery,
    Optional<Path> restrictedTerms) {

  public StandaloneOptions {
    hubs = List.copyOf(hubs);
    long different = hubs.stream().map(HubTarget::hub).distinct().count();
    if (different < hubs.size()) {
      throw new ConfigError("--hub: each hub may be named once; its lanes are one crawler's");
    }
    if (hubs.isEmpty()) {
      throw new IllegalArgumentException("no hub");
    }
  }

  /** Without the tokens, and without the database's address, which may hold a password. */
  @Override
  public String toString() {
    return "StandaloneOptions[hubs=" + hubs + ", data=" + data + ", port=" + port + "]";
  }

  /**
   * A subscriber.
   *
   * @param url where to
   * @param secret {@code whsec_…}; one is made where absent
   */
  public record Webhook(URI url, Optional<String> secret) {
    @Override
    public String toString() {
      return "Webhook[" + url.getHost() + "]";
    }
  }

  /**
   * E-mail.
   *
   * @param server that takes messages
   * @param to a subscriber that is told at once
   */
  public record Mail(SmtpConfig server, Optional<String> to) {
    @Override
    public String toString() {
      return "Mail[" + server.host() + "]";
    }
  }

  /** A database user. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }
}
