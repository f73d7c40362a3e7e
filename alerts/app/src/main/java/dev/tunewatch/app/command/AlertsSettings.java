package dev.tunewatch.app.command;

import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Login;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Security;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import java.util.Locale;
import java.util.Optional;

/** The settings of {@code tunewatch alerts} as the service takes them. */
final class AlertsSettings {

  private AlertsSettings() {}

  /**
   * Reads them.
   *
   * @throws ConfigError if they do not fit together
   */
  static AlertsConfig of(Settings settings) {
    try {
      return AlertsConfig.defaults()
          .withPort(settings.number("http.port", 0, 65_535))
          .withListenHost(settings.text("http.host"))
          .withPublicView(settings.flag("publicView"))
          .withAllowLocalTargets(settings.flag("allowLocalTargets"))
          .withBacklogAge(settings.duration("backlogAge"))
          .withConsoleAddress(settings.optional("consoleAddress"))
          .withSmtp(smtp(settings))
          .withDisabling(
              settings.duration("disableAfter"), settings.optional("operatorSubscription"))
          .withOpenMetrics(settings.flag("openMetrics"));
    } catch (IllegalArgumentException refused) {
      throw new ConfigError(String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<SmtpConfig> smtp(Settings settings) {
    if (settings.optional("smtp.host").isEmpty()) {
      return Optional.empty();
    }
    Security security =
        settings.parse(
            "smtp.security",
            text -> Security.valueOf(text.toUpperCase(Locale.ROOT)),
            "starttls, tls or none");
    int port =
        settings.optional("smtp.port").isPresent()
            ? settings.number("smtp.port", 1, 65_535)
            : security.port();
    Optional<String> user = settings.secret("smtp.usernameFile");
    Optional<String> password = settings.secret("smtp.passwordFile");
    if (user.isPresent() != password.isPresent()) {
      throw new ConfigError("smtp.usernameFile and smtp.passwordFile go together");
    }
    return Optional.of(
        new SmtpConfig(
            settings.text("smtp.host"),
            port,
            security,
            settings.text("smtp.from"),
            user.map(name -> new Login(name, new Secret(password.orElseThrow())))));
  }
}
