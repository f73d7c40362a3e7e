package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.subscription.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The mail server that this service hands its messages to. The operator names it, not a subscriber,
 * so the policy on targets has no say.
 *
 * @param host of the server
 * @param port of the server
 * @param security how the connection is protected
 * @param from who messages come from, an address
 * @param login for a server that asks for one
 */
public record SmtpConfig(
    String host, int port, Security security, String from, Optional<Login> login) {

  /** Refuses what cannot work, and a password that would travel in clear. */
  public SmtpConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("smtp.host is empty");
    }
    if (!Recipient.isAddress(from)) {
      throw new IllegalArgumentException("smtp.from is not an e-mail address");
    }
    if (login.isPresent() && security == Security.NONE && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "smtp.security is none, so the password would be sent in clear");
    }
  }

  /** Whether mail can be written to or from it: one plain address, without a name. */
  public static boolean isAddress(String text) {
    return Recipient.isAddress(text);
  }

  /** The part of message ids behind the at sign: the sender's domain. */
  String domain() {
    return from.substring(from.indexOf('@') + 1);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** How the connection is protected. */
  public enum Security {
    /** TLS after a greeting; without it nothing is sent. */
    STARTTLS(587),
    /** TLS from the first byte. */
    TLS(465),
    /** Not at all: for a relay on the same machine. */
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    /** The port where none is named. */
    public int port() {
      return port;
    }
  }

  /** Who logs in. */
  public record Login(String user, Secret password) {}
}
