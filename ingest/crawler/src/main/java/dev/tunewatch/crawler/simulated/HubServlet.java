package dev.tunewatch.crawler.simulated;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The edge: reads a request off the wire, waits as configured, writes the answer. */
final class HubServlet implements Handler {

  private final Answering hub;
  private final Phaser underWay = new Phaser(1);
  private final Duration delay;
  private final CountDownLatch closed;

  /**
   * @param closed ends all waiting when it reaches zero
   */
  HubServlet(Answering hub, Duration delay, CountDownLatch closed) {
    this.hub = hub;
    this.delay = delay;
    this.closed = closed;
  }

  @Override
  public void handle(Context context) throws InterruptedException, IOException {
    underWay.register();
    try {
      answer(context);
    } finally {
      underWay.arriveAndDeregister();
    }
  }

  /** Waits until no request is under way, for a while at the most. */
  void awaitAnswers(Duration atMost) {
    try {
      underWay.awaitAdvanceInterruptibly(
          underWay.arriveAndDeregister(), atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      // The server is stopped over its head.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Context context) throws InterruptedException, IOException {
    HubAnswer answer = hub.answer(request(context));
    if (!delay.isZero()) {
      boolean closing = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      if (closing) {
        answer = HubAnswer.error(503, "The hub is closing");
      }
    }
    context.status(answer.status());
    answer.headers().forEach(context::header);
    if (context.req().getMethod().equals("HEAD")) {
      context.res().setContentLength(answer.body().length);
    } else if (answer.body().length > 0) {
      // Written here and not after the handler, so that a hub that closes has answered.
      context.res().setContentLength(answer.body().length);
      context.res().getOutputStream().write(answer.body());
    }
    context.res().flushBuffer();
  }

  private static HubRequest request(Context context) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), context.req().getHeader(name));
    }
    String query = context.req().getQueryString();
    return new HubRequest(
        context.req().getMethod(),
        context.req().getRequestURI(),
        query == null ? "" : query,
        context.scheme() + "://" + context.host(),
        headers);
  }
}
