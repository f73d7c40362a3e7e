package dev.tunewatch.alerts.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Login;
import dev.tunewatch.alerts.notify.email.SmtpConfig.Security;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real mail server gets. */
class EmailChannelTest {

  private static final String TO = "analyst@desk.example";
  private static final Links LINKS = new Links(() -> "https://console.example");

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.SMTPS.dynamicPort()
          });

  @BeforeEach
  void begin() {
    server.start();
  }

  @AfterEach
  void end() {
    server.stop();
  }

  @Test
  void isTextAndHtmlInOneMessage() throws Exception {
    Alert alert =
        Samples.alert(Samples.active("removed", 2, Severity.P2, SignalId.V1, SignalId.H1));
    assertThat(channel(plain()).send(message(alert))).isEqualTo(new Outcome.Delivered());
    Golden.assertText("email.eml", raw(received(1)[0]));
  }

  @Test
  void aRetractionAnswersTheMessageThatItTakesBack() throws Exception {
    Alert told = Samples.alert(Samples.alarming("removed"));
    Alert withdrawn =
        Samples.revised(
            told,
            Samples.ended("removed", Assessment.State.WITHDRAWN, null),
            told.updatedAt().plusSeconds(90));
    EmailChannel channel = channel(plain());
    channel.send(message(told));
    channel.send(message(withdrawn));
    MimeMessage[] received = received(2);
    String first = received[0].getMessageID();
    assertThat(received[1].getHeader("In-Reply-To")).containsExactly(first);
    assertThat(received[1].getHeader("References", " ")).endsWith(first);
    assertThat(received[0].getHeader("References", " "))
        .isEqualTo(received[1].getHeader("References", " ").replace(" " + first, ""));
    assertThat(received[1].getSubject()).startsWith("[Tunewatch P2] Withdrawn: ");
    Golden.assertText("email-withdrawn.eml", raw(received[1]));
  }

  @Test
  void whatIsSentAgainIsTheSameMessage() throws Exception {
    EmailChannel channel = channel(plain());
    Message message = message(Samples.alert(Samples.alarming("a")));
    channel.send(message);
    channel.send(message);
    MimeMessage[] received = received(2);
    assertThat(received[1].getMessageID()).isEqualTo(received[0].getMessageID());
    assertThat(raw(received[1])).isEqualTo(raw(received[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nBcc: victim@evil.example",
        "x\nSubject: other",
        "x\r\n\r\n<script>alert(1)</script>",
        "x\u2028Bcc: v@evil.example",
        "x\u0085Bcc: v@evil.example",
        "=?UTF-8?Q?x=0D=0ABcc:_v@evil.example?=",
        ".\r\nQUIT",
        "\"><img src=https://evil.example/x>",
        "<a href='https://evil.example'>console</a>",
        "\u202Emoc.live"
      })
  void textOfAHubIsNoHeaderNoMarkupAndNoLink(String hostile) throws Exception {
    assertThat(channel(plain()).send(message(Samples.hostile(hostile))))
        .isEqualTo(new Outcome.Delivered());
    MimeMessage received = received(1)[0];
    assertThat(headerNames(received))
        .doesNotContain("bcc")
        .isSubsetOf(
            "return-path",
            "received",
            "date",
            "from",
            "to",
            "message-id",
            "subject",
            "references",
            "auto-submitted",
            "list-id",
            "list-unsubscribe",
            "mime-version",
            "content-type");
    assertThat(received.getHeader("Subject")).hasSize(1);
    assertThat(received.getAllRecipients()).extracting(Object::toString).containsExactly(TO);
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    String html = (String) parts.getBodyPart(1).getContent();
    assertThat(html)
        .doesNotContain("<script", "<img", "href='", "https://evil", "\u202E")
        .containsOnlyOnce("<a href=\"https://console.example/#/alerts/");
    assertThat((String) parts.getBodyPart(0).getContent()).doesNotContain("https://evil", "\u202E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "analyst",
        "a@b\r\nBcc: c@d",
        "a@b, c@d",
        "A <a@b>",
        "\"a b\"@c",
        "a@[127.0.0.1]",
        "a@b@c",
        "a@-b",
        "ä@b.example",
        "a@b.example\u0000"
      })
  void onlyOnePlainAddressIsARecipient(String address) {
    assertThatThrownBy(() -> channel(plain()).accept(Map.of("to", address), new Random(1)))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("to ");
  }

  @Test
  void logsInWhereItIsToldTo() {
    server.setUser("sender@desk.example", "sender", "p4ss");
    server.getUserManager().setAuthRequired(true);
    Message message = message(Samples.alert(Samples.alarming("a")));
    assertThat(channel(login("p4ss")).send(message)).isEqualTo(new Outcome.Delivered());
    assertThat(channel(login("wrong")).send(message)).isEqualTo(retry(GiveUpReason.AUTH_ERROR));
    assertThat(login("p4ss").toString()).doesNotContain("p4ss");
  }

  @Test
  void saysNothingToAServerThatDoesNotOfferTls() {
    SmtpConfig starttls =
        new SmtpConfig(
            "127.0.0.1", port(), Security.STARTTLS, "tunewatch@desk.example", Optional.empty());
    assertThat(channel(starttls).send(message(Samples.alert(Samples.alarming("a")))))
        .isEqualTo(retry(GiveUpReason.NETWORK));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void saysNothingToAServerWhoseCertificateNobodySigned() {
    SmtpConfig tls =
        new SmtpConfig(
            "127.0.0.1",
            server.getSmtps().getPort(),
            Security.TLS,
            "tunewatch@desk.example",
            Optional.empty());
    assertThat(channel(tls).send(message(Samples.alert(Samples.alarming("a")))))
        .isEqualTo(retry(GiveUpReason.NETWORK));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatSaysNothingIsATimeout() throws Exception {
    try (ServerSocket mute = new ServerSocket(0)) {
      SmtpConfig config =
          new SmtpConfig(
              "127.0.0.1", mute.getLocalPort(), Security.NONE, "t@desk.example", Optional.empty());
      assertThat(channel(config).send(message(Samples.alert(Samples.alarming("a")))))
          .isEqualTo(retry(GiveUpReason.TIMEOUT));
    }
  }

  @Test
  void withoutAServerNoSubscriptionIsMadeAndWhatWaitsIsKept() {
    EmailChannel none = new EmailChannel(Optional.empty(), LINKS);
    assertThatThrownBy(() -> none.accept(Map.of("to", TO), new Random(1)))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("channel ");
    assertThat(none.send(message(Samples.alert(Samples.alarming("a")))))
        .isEqualTo(retry(GiveUpReason.NOT_CONFIGURED));
  }

  @Test
  void aPasswordNeverTravelsInClearToAnotherMachine() {
    assertThatThrownBy(
            () ->
                new SmtpConfig(
                    "192.0.2.1",
                    25,
                    Security.NONE,
                    "t@desk.example",
                    Optional.of(new Login("u", new Secret("p")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in clear");
  }

  private SmtpConfig plain() {
    return new SmtpConfig(
        "127.0.0.1", port(), Security.NONE, "tunewatch@desk.example", Optional.empty());
  }

  private SmtpConfig login(String password) {
    return new SmtpConfig(
        "127.0.0.1",
        port(),
        Security.NONE,
        "tunewatch@desk.example",
        Optional.of(new Login("sender", new Secret(password))));
  }

  private int port() {
    return server.getSmtp().getPort();
  }

  private static EmailChannel channel(SmtpConfig smtp) {
    return new EmailChannel(Optional.of(smtp), LINKS);
  }

  private Message message(Alert alert) {
    return Samples.message(
        "email", channel(plain()).accept(Map.of("to", TO), new Random(1)), alert);
  }

  private MimeMessage[] received(int count) {
    assertThat(server.waitForIncomingEmail(5_000, count)).isTrue();
    return server.getReceivedMessages();
  }

  private static Outcome retry(GiveUpReason reason) {
    return new Outcome.RetryAfter(reason, Optional.empty());
  }

  /** Without what the server added, and with the boundary that Angus Mail made up named. */
  private static String raw(MimeMessage message) {
    return GreenMailUtil.getWholeMessage(message)
        .replaceAll("(?m)^(Return-Path|Received):.*(\r\n[ \t].*)*\r\n", "")
        .replaceAll("----=_Part_[0-9._]+", "BOUNDARY")
        .replace("\r\n", "\n");
  }

  private static Set<String> headerNames(MimeMessage message) throws Exception {
    Set<String> names = new TreeSet<>();
    Enumeration<jakarta.mail.Header> headers = message.getAllHeaders();
    while (headers.hasMoreElements()) {
      names.addAll(
          Arrays.asList(headers.nextElement().getName().toLowerCase(java.util.Locale.ROOT)));
    }
    return names;
  }
}
