package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.fetch.Backoff;
import dev.tunewatch.crawler.fetch.Bucket;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.fetch.LinkHeader;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.GapReason;
import dev.tunewatch.crawler.walk.ListingPage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Fetches and reads one page of a listing; a page that is no page is asked for again. */
final class ListingReader {

  private static final long MAX_PAGE = 64L * 1024 * 1024;
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), 3);

  private final Hub hub;
  private final Fetcher fetcher;
  private final Origin origin;
  private final Clock clock;
  private final Waiter waiter;
  private final RandomGenerator random;

  ListingReader(
      Hub hub, Fetcher fetcher, Origin origin, Clock clock, Waiter waiter, RandomGenerator random) {
    this.hub = hub;
    this.fetcher = fetcher;
    this.origin = origin;
    this.clock = clock;
    this.waiter = waiter;
    this.random = random;
  }

  /**
   * A page that was read.
   *
   * @param page what the walk needs
   * @param etag of the page, or null
   * @param deadLetters what the page itself, not its rows, left behind
   */
  record Read(ListingPage page, @Nullable String etag, List<DeadLetter> deadLetters) {}

  /**
   * Reads a page; empty where the hub says that it is as before.
   *
   * @throws CursorRefused if the hub does not know the address
   * @throws HubUnreadable if no attempt gave a page
   */
  Optional<Read> read(String url, @Nullable String etag)
      throws CursorRefused, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Answer answer = fetch(url, etag);
      if (answer == null) {
        return Optional.empty();
      }
      try {
        List<Row> rows = hub.readPage(answer.body(), url, clock.instant());
        return Optional.of(read(url, rows, answer, null, List.of()));
      } catch (MalformedPage malformed) {
        if (attempt + 1 >= AGAIN.attempts()) {
          return Optional.of(giveUp(url, answer, malformed));
        }
        waiter.await(AGAIN.delay(attempt, random));
      }
    }
  }

  /** The hub does not know a page that it named itself: a cursor that expired. */
  static final class CursorRefused extends Exception {

    private static final long serialVersionUID = 1L;

    CursorRefused(String reason) {
      super(reason);
    }
  }

  private @Nullable Answer fetch(String url, @Nullable String etag)
      throws CursorRefused, InterruptedException {
    try {
      Fetched fetched = fetcher.fetch(new FetchRequest(url, Bucket.API, etag, MAX_PAGE));
      if (fetched instanceof Fetched.Body body) {
        return body.answer();
      }
      if (fetched instanceof Fetched.NotModified) {
        return null;
      }
      throw new CursorRefused("the hub has no such page");
    } catch (FetchFailure failure) {
      if (failure.kind() == Kind.CLIENT_ERROR) {
        throw new CursorRefused(String.valueOf(failure.getMessage()));
      }
      throw new HubUnreadable("the listing cannot be read: " + failure.getMessage(), failure);
    }
  }

  /** Without the link to what follows there is nothing to go on with. */
  private Read giveUp(String url, Answer answer, MalformedPage malformed) {
    if (LinkHeader.next(answer.header("link")).isEmpty()) {
      throw new HubUnreadable("the listing cannot be read: " + malformed.getMessage(), malformed);
    }
    byte[] body = answer.body();
    byte[] kept =
        body.length <= Row.Refused.MAX_BYTES ? body : Arrays.copyOf(body, Row.Refused.MAX_BYTES);
    DeadLetter letter = letter("malformed_page", String.valueOf(malformed.getMessage()), url, kept);
    return read(url, List.of(), answer, GapReason.MALFORMED_PAGE, List.of(letter));
  }

  private Read read(
      String url,
      List<Row> rows,
      Answer answer,
      @Nullable GapReason defect,
      List<DeadLetter> letters) {
    String etag = answer.header("etag");
    Optional<String> link = LinkHeader.next(answer.header("link"));
    if (link.isEmpty()) {
      return new Read(new ListingPage(rows, null, defect), etag, letters);
    }
    Optional<String> next = origin.resolve(url, link.get());
    if (next.isPresent() && !next.get().equals(url)) {
      return new Read(new ListingPage(rows, origin.relative(next.get()), defect), etag, letters);
    }
    byte[] kept = link.get().getBytes(StandardCharsets.UTF_8);
    String error =
        next.isPresent() ? "the next page is the page itself" : "next page on another origin";
    return new Read(
        new ListingPage(rows, null, GapReason.FOREIGN_LINK),
        etag,
        List.of(letter("foreign_link", error, url, kept)));
  }

  private static DeadLetter letter(String reason, String error, String url, byte[] bytes) {
    return new DeadLetter(
        "ingest.live", reason, error, url, url.getBytes(StandardCharsets.UTF_8), bytes);
  }
}
