package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.coverage.RequestMetrics;
import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The chain: retry, redirect, politeness, metering, HTTP. */
public final class HttpFetcher implements Fetcher {

  private final OkHttpClient http;
  private final Step chain;
  private final Waiter waiter;
  private volatile boolean closed;

  /**
   * Wires the chain; nothing is connected before the first request.
   *
   * @param origin the only one that is asked
   * @param userAgent who we are and how to reach us
   * @param bearer access token, or null
   */
  public HttpFetcher(
      Origin origin,
      String userAgent,
      @Nullable String bearer,
      Backoff backoff,
      RequestMetrics metrics,
      Clock clock,
      Waiter waiter,
      RandomGenerator random) {
    this.waiter = waiter;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new BufferedSockets())
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofMinutes(2))
            .build();
    Step step = new HttpStep(http, origin, userAgent, bearer);
    step = new MeteredStep(step, metrics);
    step = new PoliteStep(step, clock, this::awaitUnlessClosed, random, metrics);
    step = new RedirectStep(step, origin);
    this.chain = new RetryStep(step, backoff, clock, this::awaitUnlessClosed, random);
  }

  @Override
  public Fetched fetch(FetchRequest request) throws FetchFailure, InterruptedException {
    awaitUnlessClosed(Duration.ZERO);
    Answer answer = chain.exchange(request);
    switch (answer.status()) {
      case 200:
        return new Fetched.Body(answer);
      case 206:
        if (request.beginning() == null) {
          throw new FetchFailure(Kind.CLIENT_ERROR, "a part, though the whole was asked for");
        }
        return new Fetched.Body(answer);
      case 304:
        return new Fetched.NotModified();
      case 404:
      case 410:
        return new Fetched.Missing();
      case 401:
      case 403:
        return new Fetched.Refused(answer.status());
      case 429:
        throw new FetchFailure(Kind.RATE_LIMITED, "429 to the last attempt");
      default:
        Kind kind = answer.isTransient() ? Kind.SERVER_ERROR : Kind.CLIENT_ERROR;
        throw new FetchFailure(kind, "status " + answer.status());
    }
  }

  @Override
  public void close() {
    closed = true;
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** A cancelled call looks like a broken connection; without this it would be retried. */
  private void awaitUnlessClosed(Duration duration) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the fetcher is closed");
    }
    if (!duration.isZero()) {
      waiter.await(duration);
    }
  }
}
