package dev.tunewatch.alerts.notify.http;

import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts for all channels that speak HTTP and says what the target answered. The addresses that the
 * policy checked are the addresses that are called; a redirect is a failure; of an answer only the
 * status and {@code Retry-After} count.
 */
public final class HttpSender implements AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(10);

  private final TargetPolicy policy;
  private final Clock clock;
  private final OkHttpClient client;

  /** One client for all subscriptions of all channels; connections are kept for bursts. */
  public HttpSender(TargetPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
    this.client =
        new OkHttpClient.Builder()
            // The addresses that were checked are the addresses that are called.
            .dns(policy::resolve)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(true)
            .callTimeout(CALL)
            .connectTimeout(Duration.ofSeconds(5))
            .connectionPool(new ConnectionPool(32, 30, TimeUnit.SECONDS))
            .build();
  }

  /**
   * Refuses a target that may not be called.
   *
   * @throws SubscriptionRejected naming {@code url}
   */
  public void check(String url) {
    policy.check(url);
  }

  /** Posts once. Returns within ten seconds, whatever the target does. */
  public Outcome post(String url, Post post) {
    HttpUrl target;
    try {
      target = policy.form(url);
      policy.checkLiteral(target.host());
    } catch (SubscriptionRejected | UnknownHostException refused) {
      // One start without a switch must not lose what waits; the schedule ends it if it stays so.
      return new Outcome.RetryAfter(GiveUpReason.TARGET_REFUSED, Optional.empty());
    }
    try (Response response = client.newCall(request(target, post)).execute()) {
      // Only the status counts; closing reads what little is there and drops the rest.
      return judge(response);
    } catch (TargetPolicy.TargetRefused refused) {
      // The name may be on its way elsewhere; the schedule ends it if it is not.
      return new Outcome.RetryAfter(GiveUpReason.TARGET_REFUSED, Optional.empty());
    } catch (InterruptedIOException timeout) {
      return new Outcome.RetryAfter(GiveUpReason.TIMEOUT, Optional.empty());
    } catch (IOException broken) {
      return new Outcome.RetryAfter(GiveUpReason.NETWORK, Optional.empty());
    }
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static Request request(HttpUrl target, Post post) {
    Request.Builder request = new Request.Builder().url(target);
    post.headers().forEach(request::header);
    return request
        .header("User-Agent", "tunewatch/1")
        .post(RequestBody.create(post.body(), MediaType.get(post.contentType())))
        .build();
  }

  private Outcome judge(Response response) {
    int code = response.code();
    if (code >= 200 && code < 300) {
      return new Outcome.Delivered();
    }
    if (code >= 300 && code < 400) {
      return new Outcome.RetryAfter(GiveUpReason.REDIRECT, Optional.empty());
    }
    return switch (code) {
      case 410 -> new Outcome.GaveUp(GiveUpReason.GONE);
      case 429 -> new Outcome.RetryAfter(GiveUpReason.RATE_LIMITED, asked(response));
      case 503 -> new Outcome.RetryAfter(GiveUpReason.SERVER_ERROR, asked(response));
      case 401, 403 -> new Outcome.RetryAfter(GiveUpReason.AUTH_ERROR, Optional.empty());
      default ->
          new Outcome.RetryAfter(
              code >= 500 ? GiveUpReason.SERVER_ERROR : GiveUpReason.CLIENT_ERROR,
              Optional.empty());
    };
  }

  private Optional<Duration> asked(Response response) {
    return RetryAfterHeader.read(response.header("Retry-After"), clock.instant());
  }
}
