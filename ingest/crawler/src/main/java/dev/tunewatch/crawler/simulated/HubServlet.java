package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The edge: reads a request off the wire, waits as configured, writes the answer. */
final class HubServlet implements Handler {

  private static final int PIECES_PER_SECOND = 20;

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
    } else {
      // Written here and not after the handler, so that a hub that closes has answered.
      context.res().setContentLength(answer.body().length);
      write(context, answer);
    }
    if (!answer.delivery().broken()) {
      context.res().flushBuffer();
    }
  }

  private void write(Context context, HubAnswer answer) throws InterruptedException, IOException {
    OutputStream out = context.res().getOutputStream();
    byte[] body = answer.body();
    long speed = answer.delivery().bytesPerSecond();
    if (answer.delivery().broken()) {
      out.write(body, 0, body.length / 2);
      context.res().flushBuffer();
      reset(context);
    } else if (speed > 0) {
      int piece = (int) Math.max(1, Math.min(body.length, speed / PIECES_PER_SECOND));
      for (int sent = 0; sent < body.length; sent += piece) {
        if (closed.await(piece * 1_000L / speed, TimeUnit.MILLISECONDS)) {
          reset(context);
          return;
        }
        out.write(body, sent, Math.min(piece, body.length - sent));
        out.flush();
      }
    } else if (body.length > 0) {
      out.write(body);
    }
  }

  /** Closes the connection at once, with a reset instead of an end where the system lets us. */
  private static void reset(Context context) throws IOException {
    EndPoint connection =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    if (connection.getTransport() instanceof SocketChannel socket) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    connection.close();
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
