package dev.tunewatch.crawler;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Two rows a page, newest first, with faults by switch. */
final class SmallHub {

  private final MockWebServer server = new MockWebServer();
  private final List<String> rows = new CopyOnWriteArrayList<>();
  private final List<String> listings = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger refusals = new AtomicInteger();
  private int born;
  private volatile boolean cards;
  private volatile boolean cardsAway;
  private volatile boolean html;
  private volatile boolean away;
  private volatile @Nullable String foreignLink;
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
    for (int i = 1; i <= count; i++) {
      born();
    }
    return this;
  }

  /** One more release, the newest. */
  SmallHub born() {
    int i = ++born;
    String time = String.format("2026-08-%02dT%02d:00:00.000Z", 1 + i / 24, i % 24);
    rows.add(
        0,
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
    return this;
  }

  /** Many more releases, seen together by the next request. */
  SmallHub bornAtOnce(int count) {
    away = true;
    releases(count);
    away = false;
    return this;
  }

  /** Refuses the next pages that are asked for by cursor, as if the cursors had expired. */
  SmallHub refusingCursors(int requests) {
    refusals.set(requests);
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

  SmallHub linkingTo(@Nullable String link) {
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
    if (away) {
      return new MockResponse.Builder().code(503).build();
    }
    listings.add(request.getUrl().toString());
    if (html) {
      return new MockResponse.Builder().body("<html>maintenance</html>").build();
    }
    String cursor = request.getUrl().queryParameter("cursor");
    if (cursor != null && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return new MockResponse.Builder().code(400).build();
    }
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
