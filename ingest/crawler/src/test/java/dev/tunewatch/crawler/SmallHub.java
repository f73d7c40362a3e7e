package dev.tunewatch.crawler;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Two rows a page, newest first, with faults by switch. */
final class SmallHub {

  private final MockWebServer server = new MockWebServer();
  private final List<String> rows = new ArrayList<>();
  private final List<String> listings = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean cards;
  private volatile boolean cardsAway;
  private volatile boolean html;
  private volatile String foreignLink;
  private volatile int heldPage = -1;

  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return answer(request);
          }
        });
    server.start();
  }

  void close() {
    released.countDown();
    server.close();
  }

  URI address() {
    return server.url("/").uri();
  }

  SmallHub releases(int count) {
    for (int i = count; i > 0; i--) {
      String time = "2026-08-21T0" + i + ":00:00.000Z";
      rows.add(
          "{\"_id\":\"id"
              + i
              + "\",\"id\":\"o/r"
              + i
              + "\",\"sha\":\"s"
              + i
              + "\",\"createdAt\":\""
              + time
              + "\",\"lastModified\":\""
              + time
              + "\"}");
    }
    return this;
  }

  SmallHub withRow(String row) {
    rows.add(1, row);
    return this;
  }

  SmallHub withCardsAway() {
    cardsAway = true;
    return this;
  }

  SmallHub withCards() {
    cardsAway = false;
    cards = true;
    return this;
  }

  SmallHub holdingBackPage(int cursor) {
    heldPage = cursor;
    return this;
  }

  SmallHub linkingTo(String link) {
    foreignLink = link;
    return this;
  }

  SmallHub speakingHtml() {
    html = true;
    return this;
  }

  void awaitHeldRequest() throws InterruptedException {
    if (!held.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the page was never asked for");
    }
  }

  void release() {
    heldPage = -1;
    released.countDown();
  }

  int listingRequests() {
    return listings.size();
  }

  String firstListingRequestAfter(int count) {
    return listings.get(count);
  }

  private MockResponse answer(RecordedRequest request) throws InterruptedException {
    String path = request.getUrl().encodedPath();
    if (!path.equals("/api/models")) {
      if (cardsAway) {
        return new MockResponse.Builder().code(503).build();
      }
      return cards && path.endsWith("README.md")
          ? new MockResponse.Builder().body("# card of " + path).build()
          : new MockResponse.Builder().code(404).build();
    }
    listings.add(request.getUrl().toString());
    if (html) {
      return new MockResponse.Builder().body("<html>maintenance</html>").build();
    }
    String cursor = request.getUrl().queryParameter("cursor");
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    if (from == heldPage) {
      held.countDown();
      released.await(60, TimeUnit.SECONDS);
    }
    int to = Math.min(rows.size(), from + 2);
    MockResponse.Builder response =
        new MockResponse.Builder().body("[" + String.join(",", rows.subList(from, to)) + "]");
    if (to < rows.size()) {
      String sort = request.getUrl().queryParameter("sort");
      String link =
          foreignLink != null
              ? foreignLink
              : server
                  .url("/api/models")
                  .newBuilder()
                  .addQueryParameter("sort", sort)
                  .addQueryParameter("cursor", Integer.toString(to))
                  .build()
                  .toString();
      response.addHeader("Link", "<" + link + ">; rel=\"next\"");
    }
    return response.build();
  }
}
