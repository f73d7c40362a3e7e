package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Rendering;
import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** E-mail by SMTP, if this process is told of a mail server. */
public final class EmailChannel implements Channel {

  /** Its name in subscriptions. */
  public static final String NAME = "email";

  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
  private static final String CONNECT_MILLIS = "5000";

  /** A server looks at a message before it answers for it; RFC 5321 4.5.3.2 asks for patience. */
  private static final String ANSWER_MILLIS = "30000";

  private final Optional<SmtpConfig> smtp;
  private final Links links;
  private final Session session;

  /**
   * Sends by this server.
   *
   * @param smtp empty where there is none: then no subscription can be made
   */
  public EmailChannel(Optional<SmtpConfig> smtp, Links links) {
    this.smtp = smtp;
    this.links = links;
    this.session = Session.getInstance(smtp.map(EmailChannel::properties).orElse(new Properties()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting> settings() {
    return List.of(Recipient.TO);
  }

  @Override
  public ChannelSettings accept(Map<String, String> given, RandomGenerator random) {
    if (smtp.isEmpty()) {
      throw new SubscriptionRejected("channel", "email is not set up here: smtp.host is empty");
    }
    return Recipient.accept(given).settings();
  }

  @Override
  public Rendering render(Message message) {
    EmailText text = EmailText.of(message.content(), links);
    return new Rendering(
        List.of(
            new Rendering.Part(
                "text/plain", "Subject: " + text.subject() + "\r\n\r\n" + text.plain()),
            new Rendering.Part("text/html", text.html())));
  }

  @Override
  public Outcome send(Message message) {
    if (smtp.isEmpty()) {
      return retry(GiveUpReason.NOT_CONFIGURED);
    }
    try {
      hand(AlertMail.of(session, message, smtp.get(), links), smtp.get());
      return new Outcome.Delivered();
    } catch (AuthenticationFailedException refused) {
      return retry(GiveUpReason.AUTH_ERROR);
    } catch (SendFailedException refused) {
      return retry(answered(refused));
    } catch (MessagingException broken) {
      return retry(
          hasCause(broken, SocketTimeoutException.class)
              ? GiveUpReason.TIMEOUT
              : GiveUpReason.NETWORK);
    }
  }

  private void hand(AlertMail mail, SmtpConfig server) throws MessagingException {
    Transport transport = session.getTransport();
    try {
      transport.connect(
          server.host(),
          server.port(),
          server.login().map(SmtpConfig.Login::user).orElse(null),
          server.login().map(login -> login.password().reveal()).orElse(null));
      transport.sendMessage(mail, mail.getAllRecipients());
    } finally {
      quit(transport);
    }
  }

  /** What was accepted stays accepted, however the server takes its leave. */
  private static void quit(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException gone) {
      LOG.atDebug().log("The mail server closed first: {}", gone.getClass().getSimpleName());
    }
  }

  /**
   * By the server's answer. A 5xx is tried again as well: mailboxes are made, quotas are cleared,
   * and the schedule ends it if it stays so.
   */
  private static GiveUpReason answered(SendFailedException refused) {
    for (Exception e = refused; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= 500
            ? GiveUpReason.CLIENT_ERROR
            : GiveUpReason.SERVER_ERROR;
      }
      if (e instanceof SMTPSendFailedException send && send.getReturnCode() >= 500) {
        return GiveUpReason.CLIENT_ERROR;
      }
    }
    return GiveUpReason.SERVER_ERROR;
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Outcome retry(GiveUpReason reason) {
    return new Outcome.RetryAfter(reason, Optional.empty());
  }

  private static Properties properties(SmtpConfig smtp) {
    String protocol = smtp.security() == SmtpConfig.Security.TLS ? "smtps" : "smtp";
    String mail = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    properties.put(mail + "connectiontimeout", CONNECT_MILLIS);
    properties.put(mail + "timeout", ANSWER_MILLIS);
    properties.put(mail + "writetimeout", CONNECT_MILLIS);
    properties.put(mail + "quitwait", "false");
    properties.put(mail + "auth", Boolean.toString(smtp.login().isPresent()));
    properties.put(mail + "from", smtp.from());
    properties.put(mail + "ssl.checkserveridentity", "true");
    properties.put(mail + "ssl.protocols", "TLSv1.3 TLSv1.2");
    if (smtp.security() == SmtpConfig.Security.STARTTLS) {
      properties.put(mail + "starttls.enable", "true");
      properties.put(mail + "starttls.required", "true");
    }
    return properties;
  }
}
