package dev.tunewatch.alerts;

import dev.tunewatch.alerts.notify.email.SmtpConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the alerts service runs.
 *
 * @param port of console, API, feeds, metrics and health; 0 for a free one
 * @param listenHost the address to listen on
 * @param publicView whether alerts and feeds, which are TLP:CLEAR, may be read without a token
 * @param allowLocalTargets whether channels may call plain http and this machine or its network
 * @param backlogAge a first assessment older than this after creation is backlog
 * @param supersedeWait how long a withdrawal waits for the word that the cluster only moved
 * @param consoleAddress under which people reach the console, for links in messages; empty for
 *     loopback
 * @param smtp the mail server; without one there is no e-mail
 * @param openMetrics whether metrics may be read without a token of the role metrics
 * @param disableAfter how long a target may do nothing but fail before it is told no more
 * @param operatorSubscription the name of the subscription that hears of disabled ones whose owner
 *     has no other
 */
public record AlertsConfig(
    int port,
    String listenHost,
    boolean publicView,
    boolean allowLocalTargets,
    Duration backlogAge,
    Duration supersedeWait,
    Optional<String> consoleAddress,
    Optional<SmtpConfig> smtp,
    boolean openMetrics,
    Duration disableAfter,
    Optional<String> operatorSubscription) {

  /** Where console and API are found if nothing is configured. */
  public static final int DEFAULT_PORT = 8090;

  public AlertsConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not 0 to 65535");
    }
    if (listenHost.isBlank()) {
      throw new IllegalArgumentException("listenHost is empty");
    }
    if (backlogAge.isNegative() || supersedeWait.isNegative() || disableAfter.isNegative()) {
      throw new IllegalArgumentException("durations are not negative");
    }
    if (consoleAddress.filter(a -> !a.matches("https?://[A-Za-z0-9.:\\[\\]/_~-]+")).isPresent()) {
      throw new IllegalArgumentException("consoleAddress is not a plain http or https address");
    }
  }

  /** Loopback, token required, public targets only, backlog after 7 days, no e-mail. */
  public static AlertsConfig defaults() {
    return new AlertsConfig(
        DEFAULT_PORT,
        "127.0.0.1",
        false,
        false,
        Duration.ofDays(7),
        Duration.ofSeconds(60),
        Optional.empty(),
        Optional.empty(),
        true,
        Duration.ofHours(72),
        Optional.empty());
  }

  /** The same on another port. */
  public AlertsConfig withPort(int other) {
    return with(edit -> edit.port = other);
  }

  /** The same, listening on another address. */
  public AlertsConfig withListenHost(String other) {
    return with(edit -> edit.listenHost = other);
  }

  /** The same, with or without a token for reading TLP:CLEAR alerts. */
  public AlertsConfig withPublicView(boolean open) {
    return with(edit -> edit.publicView = open);
  }

  /** The same, with or without calls to local targets. */
  public AlertsConfig withAllowLocalTargets(boolean allow) {
    return with(edit -> edit.allowLocalTargets = allow);
  }

  /** The same with another age of backlog. */
  public AlertsConfig withBacklogAge(Duration age) {
    return with(edit -> edit.backlogAge = age);
  }

  /** The same with another wait for a supersede. */
  public AlertsConfig withSupersedeWait(Duration wait) {
    return with(edit -> edit.supersedeWait = wait);
  }

  /** The same with links to another address. */
  public AlertsConfig withConsoleAddress(Optional<String> address) {
    return with(edit -> edit.consoleAddress = address);
  }

  /** The same with a mail server. */
  public AlertsConfig withSmtp(Optional<SmtpConfig> server) {
    return with(edit -> edit.smtp = server);
  }

  /** The same, with metrics open or behind a token. */
  public AlertsConfig withOpenMetrics(boolean other) {
    return with(edit -> edit.openMetrics = other);
  }

  /** The same with another patience and another operator's subscription. */
  public AlertsConfig withDisabling(Duration after, Optional<String> operator) {
    return with(
        edit -> {
          edit.disableAfter = after;
          edit.operatorSubscription = operator;
        });
  }

  private AlertsConfig with(Consumer<Edit> change) {
    Edit edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The one place that copies field by field. */
  private static final class Edit {
    private int port;
    private String listenHost;
    private boolean publicView;
    private boolean allowLocalTargets;
    private Duration backlogAge;
    private Duration supersedeWait;
    private Optional<String> consoleAddress;
    private Optional<SmtpConfig> smtp;
    private boolean openMetrics;
    private Duration disableAfter;
    private Optional<String> operatorSubscription;

    Edit(AlertsConfig from) {
      port = from.port;
      listenHost = from.listenHost;
      publicView = from.publicView;
      allowLocalTargets = from.allowLocalTargets;
      backlogAge = from.backlogAge;
      supersedeWait = from.supersedeWait;
      consoleAddress = from.consoleAddress;
      smtp = from.smtp;
      openMetrics = from.openMetrics;
      disableAfter = from.disableAfter;
      operatorSubscription = from.operatorSubscription;
    }

    AlertsConfig done() {
      return new AlertsConfig(
          port,
          listenHost,
          publicView,
          allowLocalTargets,
          backlogAge,
          supersedeWait,
          consoleAddress,
          smtp,
          openMetrics,
          disableAfter,
          operatorSubscription);
    }
  }
}
