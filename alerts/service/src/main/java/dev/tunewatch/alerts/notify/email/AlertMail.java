package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.deliver.Content;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.notify.Links;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** The MIME message of one version of an alert to one address. */
final class AlertMail extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String messageId;

  private AlertMail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static AlertMail of(Session session, Message message, SmtpConfig smtp, Links links)
      throws MessagingException {
    EmailText text = EmailText.of(message.content(), links);
    EmailThread thread = EmailThread.of(message, smtp.domain());
    AlertMail mail = new AlertMail(session, thread.messageId());
    mail.setFrom(new InternetAddress(smtp.from()));
    String to = Recipient.of(message.subscription().settings()).address();
    mail.setRecipient(RecipientType.TO, new InternetAddress(to));
    mail.setSubject(text.subject(), UTF_8);
    mail.setSentDate(Date.from(at(message.content())));
    if (thread.inReplyTo().isPresent()) {
      mail.setHeader("In-Reply-To", thread.inReplyTo().get());
    }
    if (!thread.references().isEmpty()) {
      mail.setHeader("References", thread.references());
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("List-Id", "Tunewatch alerts <alerts." + smtp.domain() + ">");
    mail.setHeader(
        "List-Unsubscribe",
        "<mailto:"
            + smtp.from().replace("%", "%25").replace("?", "%3F").replace("&", "%26")
            + "?subject=unsubscribe%20"
            + message.subscription().id()
            + ">");
    MimeMultipart alternatives = new MimeMultipart("alternative");
    alternatives.addBodyPart(part(text.plain(), "plain"));
    alternatives.addBodyPart(part(text.html(), "html"));
    mail.setContent(alternatives);
    mail.saveChanges();
    return mail;
  }

  /** Angus Mail would make one up, and another one for each attempt. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  /** The same for each attempt. */
  private static Instant at(Content content) {
    if (content instanceof Content.Story story) {
      return story.alert().updatedAt();
    }
    return content instanceof Content.Listing listing
        ? listing.at()
        : ((Content.Notice) content).at();
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }
}
