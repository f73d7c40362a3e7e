package dev.tunewatch.crawler.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain HTTP client that follows no redirect and hides no status. */
final class HubClient {

  private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI hub;

  HubClient(SimulatedHub hub) {
    this.hub = hub.address();
  }

  Answer get(String pathAndQuery, String... headers) {
    return send("GET", pathAndQuery, headers);
  }

  Answer send(String method, String pathAndQuery, String... headers) {
    String uri = pathAndQuery.startsWith("/") ? hub + pathAndQuery : pathAndQuery;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The bodies of a listing's pages, by following Link as given. */
  List<Answer> walk(String pathAndQuery) {
    List<Answer> pages = new ArrayList<>();
    pages.add(get(pathAndQuery));
    while (!pages.get(pages.size() - 1).next().isEmpty()) {
      pages.add(get(pages.get(pages.size() - 1).next()));
    }
    return pages;
  }

  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    /** The value of a header; empty where there is none. */
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(response.body(), UTF_8);
    }

    JsonNode json() {
      try {
        return RecordParser.JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    List<String> ids() {
      return json().findValuesAsText("id");
    }

    String next() {
      Matcher link = NEXT.matcher(header("Link"));
      return link.matches() ? link.group(1) : "";
    }
  }
}
