package dev.tunewatch.alerts.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of webhooks can check with the reference library of Standard Webhooks. */
class WebhookChannelTest {

  private static final String NEXT = "whsec_" + "A".repeat(44);

  private final Clock clock = Clock.systemUTC();
  private final HttpSender http = new HttpSender(new TargetPolicy(true), clock);
  private final WebhookChannel channel = new WebhookChannel(http, clock);
  private MockWebServer receiver = new MockWebServer();

  @BeforeEach
  void begin() throws Exception {
    receiver = Running.receiver();
  }

  @AfterEach
  void end() {
    http.close();
    receiver.close();
  }

  @Test
  void isSignedByTheSecretOfItsSubscription() throws Exception {
    RecordedRequest sent = sent(accepted());
    assertThatCode(() -> verify(Running.SECRET, sent)).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(NEXT, sent)).isInstanceOf(WebhookVerificationException.class);
    assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/cloudevents+json");
  }

  @Test
  void isSignedByBothSecretsWhileTheyAreBeingChanged() throws Exception {
    RecordedRequest sent = sent(rotated(accepted(), clock.instant()));
    assertThat(sent.getHeaders().get("webhook-signature")).matches("v1,\\S+ v1,\\S+");
    assertThatCode(() -> verify(Running.SECRET, sent)).doesNotThrowAnyException();
    assertThatCode(() -> verify(NEXT, sent)).doesNotThrowAnyException();
  }

  @Test
  void isSignedByTheNewSecretAloneOnceTheOverlapIsOver() throws Exception {
    Instant yesterday = clock.instant().minus(WebhookConfig.OVERLAP).minusSeconds(1);
    RecordedRequest sent = sent(rotated(accepted(), yesterday));
    assertThatCode(() -> verify(NEXT, sent)).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(Running.SECRET, sent))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void aSecondRotationEndsTheSecretBeforeTheLast() throws Exception {
    ChannelSettings once = rotated(accepted(), clock.instant());
    ChannelSettings twice =
        channel.rotated(once, Optional.empty(), new Random(7), clock.instant()).orElseThrow();
    RecordedRequest sent = sent(twice);
    assertThatCode(() -> verify(NEXT, sent)).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(Running.SECRET, sent))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void rotatingToTheSecretThatSignsIsRefusedAndARefusalShowsNoSecret() {
    assertThatThrownBy(
            () ->
                channel.rotated(
                    accepted(), Optional.of(Running.SECRET), new Random(1), clock.instant()))
        .isInstanceOf(SubscriptionRejected.class);
    assertThatThrownBy(
            () -> channel.accept(Map.of("url", url(), "secret", "whsec_Zm9v"), new Random(1)))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("secret ")
        .message()
        .doesNotContain("Zm9v");
  }

  @Test
  void keepsItsSecretsOutOfWhatIsShownAndPrinted() {
    ChannelSettings settings = rotated(accepted(), clock.instant());
    assertThat(settings.shown()).containsOnlyKeys("url", "previousSecretUntil");
    assertThat(settings.toString() + Samples.message("webhook", settings, alert()))
        .doesNotContain(Running.SECRET.substring(6), NEXT.substring(6));
  }

  @Test
  void everyRetryCarriesTheSameBytesUnderTheSameId() throws Exception {
    RecordedRequest first = sent(accepted());
    RecordedRequest second = sent(accepted());
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().get("webhook-id"))
        .isEqualTo(first.getHeaders().get("webhook-id"));
  }

  private ChannelSettings accepted() {
    return channel.accept(Map.of("url", url(), "secret", Running.SECRET), new Random(1));
  }

  private ChannelSettings rotated(ChannelSettings settings, Instant at) {
    return channel.rotated(settings, Optional.of(NEXT), new Random(1), at).orElseThrow();
  }

  private String url() {
    return receiver.url("/hook").toString();
  }

  private RecordedRequest sent(ChannelSettings settings) throws InterruptedException {
    assertThat(channel.send(Samples.message("webhook", settings, alert())))
        .isEqualTo(new Outcome.Delivered());
    return receiver.takeRequest();
  }

  private static dev.tunewatch.alerts.alert.Alert alert() {
    return Samples.alert(Samples.alarming("a"));
  }

  private static void verify(String secret, RecordedRequest request) throws Exception {
    Map<String, List<String>> headers = request.getHeaders().toMultimap();
    new Webhook(secret)
        .verify(request.getBody().utf8(), HttpHeaders.of(headers, (name, value) -> true));
  }

  static {
    assertThat(WebhookConfig.OVERLAP).isEqualTo(Duration.ofHours(24));
  }
}
