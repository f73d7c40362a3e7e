package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One exchange over OkHttp, which inflates gzip; the body is bounded as it is inflated. */
final class HttpStep implements Step {

  private final OkHttpClient http;
  private final Origin origin;
  private final String userAgent;
  private final @Nullable String bearer;

  HttpStep(OkHttpClient http, Origin origin, String userAgent, @Nullable String bearer) {
    this.http = http;
    this.origin = origin;
    this.userAgent = userAgent;
    this.bearer = bearer;
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    try (Response response = http.newCall(toHttp(request)).execute()) {
      Map<String, String> headers = new HashMap<>();
      for (Map.Entry<String, List<String>> header : response.headers().toMultimap().entrySet()) {
        headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(", ", header.getValue()));
      }
      if (response.code() == 200) {
        request.early().accept(new Answer(request.url(), 200, headers, new byte[0]));
      }
      byte[] body =
          request.beginning() == null || response.code() >= 300
              ? body(response, request.maxBytes())
              : beginning(response, request.beginning().bytes());
      return new Answer(request.url(), response.code(), headers, body);
    } catch (InterruptedIOException timeoutOrInterrupt) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while asking the hub");
      }
      throw new FetchFailure(Kind.TIMEOUT, "no answer in time");
    } catch (IOException broken) {
      throw new FetchFailure(Kind.NETWORK, broken.getClass().getSimpleName());
    }
  }

  private Request toHttp(FetchRequest request) throws FetchFailure {
    HttpUrl url = HttpUrl.parse(request.url());
    if (url == null || !(origin.owns(url) || Origin.isOneOf(url, request.hosts()))) {
      throw new FetchFailure(Kind.FOREIGN, "not an address of the configured hub");
    }
    Request.Builder http = new Request.Builder().url(url).header("User-Agent", userAgent);
    if (bearer != null && origin.owns(url)) {
      http.header("Authorization", "Bearer " + bearer);
    }
    if (request.etag() != null) {
      http.header("If-None-Match", request.etag());
    }
    if (request.beginning() != null) {
      http.header("Range", "bytes=0-" + (request.beginning().bytes() - 1));
    }
    return http.build();
  }

  /** A server that ignores the range would send the whole file. */
  private static byte[] beginning(Response response, int bytes) throws IOException {
    BufferedSource source = response.body().source();
    source.request(bytes);
    return source.getBuffer().readByteArray(Math.min(bytes, source.getBuffer().size()));
  }

  private static byte[] body(Response response, long maxBytes) throws IOException, FetchFailure {
    BufferedSource source = response.body().source();
    Buffer kept = new Buffer();
    while (source.read(kept, 64 * 1024) != -1) {
      if (kept.size() > maxBytes) {
        throw new FetchFailure(Kind.OVERSIZE, "body of more than " + maxBytes + " bytes");
      }
    }
    return kept.readByteArray();
  }
}
