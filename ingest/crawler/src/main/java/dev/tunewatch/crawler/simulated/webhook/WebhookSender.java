package dev.tunewatch.crawler.simulated.webhook;

import dev.tunewatch.crawler.simulated.world.WorldChange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a webhook for each change, one after the other, with the secret in {@code X-Webhook-Secret}
 * as it is. Like the real hub it sends at most 1,000 of them; what is not taken is not sent again,
 * so that a receiver that trusts webhooks alone loses something here.
 */
public final class WebhookSender implements Consumer<WorldChange>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final int QUEUE = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(QUEUE);
  private final WebhookBody bodies;
  private final Target target;
  private final AtomicLong triggered = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final Thread thread;

  /**
   * Where to.
   *
   * @param secret printable ASCII, sent plain
   * @param replays how often each is sent again after it was sent
   * @param limit of triggers, 1,000 a day on the real hub
   */
  public record Target(URI url, String secret, int replays, long limit) {

    /** As the real hub counts. */
    public static final long HUB_LIMIT = 1_000;

    public Target {
      if (!secret.matches("[!-~]{1,256}")) {
        throw new IllegalArgumentException("a webhook secret is 1 to 256 printable characters");
      }
      if (replays < 0 || replays > 10) {
        throw new IllegalArgumentException("replays are 0 to 10, not " + replays);
      }
      if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
        throw new IllegalArgumentException("a webhook goes to an http or https address");
      }
    }

    @Override
    public String toString() {
      return url + " with a secret";
    }
  }

  /**
   * Starts.
   *
   * @param hub the hub's own address, named in the bodies
   */
  public WebhookSender(Target target, URI hub) {
    this.target = target;
    this.bodies = new WebhookBody(hub);
    this.thread = new Thread(this::run, "simulated-webhooks");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void accept(WorldChange change) {
    bodies
        .of(change)
        .ifPresent(
            body -> {
              if (triggered.incrementAndGet() > target.limit()
                  || !waiting.offer(body.toString().getBytes(StandardCharsets.UTF_8))) {
                suppressed.incrementAndGet();
              }
            });
  }

  /** Requests that were answered 2xx, replays among them. */
  public long delivered() {
    return delivered.get();
  }

  /** Requests that were not. */
  public long failed() {
    return failed.get();
  }

  /** Changes of which nobody was told, beyond the limit. */
  public long suppressed() {
    return suppressed.get();
  }

  /** Drops what waits. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        byte[] body = waiting.take();
        for (int i = 0; i <= target.replays(); i++) {
          (post(body) ? delivered : failed).incrementAndGet();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Webhook-Secret", target.secret())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      LOG.atDebug()
          .addKeyValue("outcome", "network")
          .log("a webhook was not taken: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
