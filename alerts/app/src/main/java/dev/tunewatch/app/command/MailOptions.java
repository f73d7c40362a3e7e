package dev.tunewatch.app.command;

import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Login;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Security;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.run.StandaloneOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a standalone run writes to, and through which mail server. */
final class MailOptions {

  @Option(
      names = "--mail-to",
      paramLabel = "ADDRESS",
      description = "A subscriber by e-mail: immediate, ungrouped, P3 and above, no backlog.")
  private @Nullable String to;

  @Option(
      names = "--smtp",
      paramLabel = "HOST[:PORT]",
      description = "The mail server; subscriptions may name e-mail once there is one.")
  private @Nullable String server;

  @Option(
      names = "--smtp-security",
      defaultValue = "starttls",
      paramLabel = "starttls|tls|none",
      description = "How the connection to it is protected (default: ${DEFAULT-VALUE}).")
  private String security;

  @Option(
      names = "--smtp-from",
      paramLabel = "ADDRESS",
      description = "The address that messages come from.")
  private @Nullable String from;

  @Option(
      names = "--smtp-user",
      paramLabel = "NAME",
      description = "Who logs in, for a server that asks.")
  private @Nullable String user;

  @Option(
      names = "--smtp-password-file",
      paramLabel = "FILE",
      description = "The password of that user.")
  private @Nullable Path passwordFile;

  /**
   * Reads them.
   *
   * @throws ConfigError if they do not fit together
   */
  Optional<StandaloneOptions.Mail> read() {
    if (server == null) {
      Stream.of(
              flag("--mail-to", to),
              flag("--smtp-from", from),
              flag("--smtp-user", user),
              flag("--smtp-password-file", passwordFile))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(
              flag -> {
                throw new ConfigError(flag + " goes with --smtp HOST[:PORT]");
              });
      return Optional.empty();
    }
    if (from == null) {
      throw new ConfigError("--smtp goes with --smtp-from ADDRESS");
    }
    if (to != null && !SmtpConfig.isAddress(to)) {
      throw new ConfigError("--mail-to is not one plain e-mail address");
    }
    if ((user == null) != (passwordFile == null)) {
      throw new ConfigError("--smtp-user and --smtp-password-file go together");
    }
    return Optional.of(new StandaloneOptions.Mail(smtp(server, from), Optional.ofNullable(to)));
  }

  private SmtpConfig smtp(String address, String sender) {
    Security protection =
        switch (security.toLowerCase(Locale.ROOT)) {
          case "starttls" -> Security.STARTTLS;
          case "tls" -> Security.TLS;
          case "none" -> Security.NONE;
          default ->
              throw new ConfigError(
                  "--smtp-security '" + security + "' is none of starttls, tls, none");
        };
    int colon = address.lastIndexOf(':');
    // A bare IPv6 address has colons of its own; one with a port stands in brackets.
    boolean named = colon >= 0 && (address.indexOf(':') == colon || address.startsWith("["));
    boolean port = named && !address.endsWith("]");
    String host = (port ? address.substring(0, colon) : address).replaceAll("[\\[\\]]", "");
    Optional<Login> login =
        Optional.ofNullable(user)
            .map(
                name ->
                    new Login(
                        name,
                        new Secret(
                            StandaloneCommand.secret("--smtp-password-file", passwordFile)
                                .orElseThrow())));
    try {
      return new SmtpConfig(
          host,
          port ? port(address.substring(colon + 1)) : protection.port(),
          protection,
          sender,
          login);
    } catch (IllegalArgumentException refused) {
      throw new ConfigError(
          String.valueOf(refused.getMessage())
              .replace("smtp.host", "--smtp")
              .replace("smtp.from", "--smtp-from")
              .replace("smtp.security", "--smtp-security"));
    }
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= 65_535) {
        return port;
      }
    }
    throw new ConfigError("--smtp: '" + text + "' is no port");
  }

  private static Optional<String> flag(String name, @Nullable Object value) {
    return value == null ? Optional.empty() : Optional.of(name);
  }
}
