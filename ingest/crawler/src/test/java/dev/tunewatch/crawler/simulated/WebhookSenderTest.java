package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.simulated.webhook.WebhookSender;
import dev.tunewatch.crawler.simulated.webhook.WebhookSender.Target;
import dev.tunewatch.crawler.simulated.world.World;
import dev.tunewatch.crawler.simulated.world.WorldEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final URI HUB = URI.create("http://hub.test");

  private final MockWebServer receiver = new MockWebServer();
  private final RecordedHub records = Recordings.of("{'id':'o/a'}");
  private final World world = new World(records);

  @BeforeEach
  void start() throws IOException {
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void eachKindOfChangeIsToldInTheHubsOwnForm() throws Exception {
    try (WebhookSender sender = sender(0, 1_000)) {
      HubRecord born = Recordings.record("{'id':'o/n','_id':'66a000000000000000000003'}");
      JsonNode create = sent(new WorldEvent.Born(NOON, born));
      assertThat(create.path("event").toString())
          .isEqualTo("{\"action\":\"create\",\"scope\":\"repo\"}");
      assertThat(create.path("repo").path("id").asText()).isEqualTo("66a000000000000000000003");
      assertThat(create.path("repo").path("url").path("api").asText())
          .isEqualTo("http://hub.test/api/models/o/n");
      assertThat(create.path("webhook").path("version").asInt()).isEqualTo(3);

      JsonNode content = sent(new WorldEvent.Edited(NOON, "o/n", Map.of("tags", "[]")));
      assertThat(content.path("event").path("scope").asText()).isEqualTo("repo.content");
      JsonNode ref = content.path("updatedRefs").path(0);
      assertThat(ref.path("ref").asText()).isEqualTo("refs/heads/main");
      assertThat(ref.path("oldSha").asText()).isEqualTo(born.sha());
      assertThat(ref.path("newSha")).isEqualTo(content.path("repo").path("headSha"));

      JsonNode config = sent(new WorldEvent.Edited(NOON, "o/n", Map.of("gated", "\"auto\"")));
      assertThat(config.path("event").path("scope").asText()).isEqualTo("repo.config");
      JsonNode hidden = sent(new WorldEvent.Edited(NOON, "o/n", Map.of("private", "true")));
      assertThat(hidden.path("updatedConfig").path("private").asBoolean()).isTrue();
      sent(new WorldEvent.Edited(NOON, "o/n", Map.of("private", "false")));

      JsonNode move = sent(new WorldEvent.Renamed(NOON, "o/n", "p/n"));
      assertThat(move.path("event").path("action").asText()).isEqualTo("move");
      assertThat(move.path("repo").path("name").asText()).isEqualTo("o/n");
      assertThat(move.path("movedTo").path("name").asText()).isEqualTo("p/n");
      JsonNode delete = sent(new WorldEvent.Deleted(NOON, "p/n"));
      assertThat(delete.path("event").path("action").asText()).isEqualTo("delete");

      world.apply(new WorldEvent.Edited(NOON, "o/a", Map.of("likes", "5")));
      await().until(() -> sender.delivered() == 7);
    }
  }

  @Test
  void secretIsSentAsItIsAndReplaysAreTheSameAgain() throws Exception {
    try (WebhookSender sender = sender(2, 1_000)) {
      receiver.enqueue(new MockResponse.Builder().code(202).build());
      receiver.enqueue(new MockResponse.Builder().code(500).build());
      receiver.enqueue(new MockResponse.Builder().code(202).build());
      world.apply(new WorldEvent.Deleted(NOON, "o/a"));
      RecordedRequest first = receiver.takeRequest();
      RecordedRequest second = receiver.takeRequest();
      assertThat(first.getHeaders().get("X-Webhook-Secret")).isEqualTo("s3cret");
      assertThat(second.getBody()).isEqualTo(first.getBody());
      receiver.takeRequest();
      await().until(() -> sender.delivered() == 2 && sender.failed() == 1);
    }
  }

  @Test
  void beyondTheLimitNobodyIsTold() {
    try (WebhookSender sender = sender(0, 1)) {
      receiver.enqueue(new MockResponse.Builder().code(200).build());
      world.apply(new WorldEvent.Renamed(NOON, "o/a", "o/b"));
      world.apply(new WorldEvent.Renamed(NOON, "o/b", "o/c"));
      assertThat(sender.suppressed()).isEqualTo(1);
      await().until(() -> sender.delivered() == 1);
      assertThat(receiver.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void targetThatCannotBeMeantIsRefusedAndTheSecretIsNotShown() {
    URI url = URI.create("http://127.0.0.1:1/hook");
    assertThat(new Target(url, "s3cret", 0, 1).toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> new Target(url, "a b", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Target(url, "s", 11, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Target(URI.create("file:/x"), "s", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private WebhookSender sender(int replays, long limit) {
    URI url = receiver.url("/hook").uri();
    WebhookSender sender = new WebhookSender(new Target(url, "s3cret", replays, limit), HUB);
    world.listen(sender);
    return sender;
  }

  private JsonNode sent(WorldEvent event) throws Exception {
    receiver.enqueue(new MockResponse.Builder().code(200).build());
    world.apply(event);
    return RecordParser.JSON.readTree(
        java.util.Objects.requireNonNull(receiver.takeRequest().getBody()).utf8());
  }
}
