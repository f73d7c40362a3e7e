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
import dev.tunewatch.crawler.fetch.LaneName;
import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.fetch.Waiter;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.walk.GapReason;
import dev.tunewatch.crawler.walk.ListingPage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Fetches and reads one page of a listing; a page that is no page is asked for again. */
final class ListingReader {

  private static final long MAX_PAGE = 64L * 1024 * 1024;
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), 3);

  private final Hub hub;
  private final LaneName lane;
  private final Fetcher fetcher;
  private final Origin origin;
  private final Clock clock;
  private final Waiter waiter;
  private final RandomGenerator random;

  ListingReader(
      LaneName lane,
      Hub hub,
      Fetcher fetcher,
      Origin origin,
      Clock clock,
      Waiter waiter,
      RandomGenerator random) {
    this.hub = hub;
    this.lane = lane;
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
    return read(url, etag, next -> {});
  }

  /**
   * The same.
   *
   * @param early told the absolute address of the next page as soon as it is known, where that is
   *     before the page is read; once for each attempt
   */
  Optional<Read> read(String url, @Nullable String etag, Consumer<String> early)
      throws CursorRefused, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Answer answer = fetch(url, etag, early);
      if (answer == null) {
        return Optional.empty();
      }
      try {
        Page page = hub.readPage(answer, new Reading(lane.label(), url, clock.instant()));
        return Optional.of(
            read(url, page, answer, page.cut() ? GapReason.LISTING_CUT : null, List.of()));
      } catch (MalformedPage malformed) {
        if (attempt + 1 >= AGAIN.attempts()) {
          return Optional.of(giveUp(url, answer, malformed));
        }
        waiter.await(AGAIN.delay(attempt, random));
      }
    }
  }

  /** The address that a link on a page leads to, as far as its headers tell. */
  private Optional<String> earlyNext(Answer head) {
    return hub.earlyNext(head)
        .flatMap(link -> origin.resolve(head.url(), link))
        .filter(next -> !next.equals(head.url()));
  }

  /** The hub does not know a page that it named itself: a cursor that expired. */
  static final class CursorRefused extends Exception {

    private static final long serialVersionUID = 1L;

    CursorRefused(String reason) {
      super(reason);
    }
  }

  private @Nullable Answer fetch(String url, @Nullable String etag, Consumer<String> early)
      throws CursorRefused, InterruptedException {
    try {
      Fetched fetched =
          fetcher.fetch(
              new FetchRequest(
                  url, Bucket.API, lane, etag, MAX_PAGE, head -> earlyNext(head).ifPresent(early)));
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
      String reason = "the listing cannot be read: " + failure.getMessage();
      throw failure.kind().mayPass()
          ? new HubUnreadable(reason, failure)
          : new HubUnreadable(
              reason,
              failure,
              letter("fetch_failed", String.valueOf(failure.getMessage()), url, new byte[0]));
    }
  }

  /** Without the link to what follows there is nothing to go on with. */
  private Read giveUp(String url, Answer answer, MalformedPage malformed) {
    String reason = String.valueOf(malformed.getMessage());
    Row.Refused refused =
        hub.mayKeepRefused()
            ? Row.Refused.of(answer.body(), reason)
            : Row.Refused.withheld(answer.body(), reason);
    DeadLetter letter = letter("malformed_page", refused.reason(), url, refused.bytes());
    if (malformed.next().isEmpty()) {
      throw new HubUnreadable("the listing cannot be read: " + reason, malformed, letter);
    }
    Page page = new Page(List.of(), malformed.next());
    return read(url, page, answer, GapReason.MALFORMED_PAGE, List.of(letter));
  }

  private Read read(
      String url, Page page, Answer answer, @Nullable GapReason defect, List<DeadLetter> letters) {
    String etag = answer.header("etag");
    Optional<String> link = page.next();
    List<Row> rows = page.rows();
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

  private DeadLetter letter(String reason, String error, String url, byte[] bytes) {
    return new DeadLetter(
        "ingest." + lane.label(), reason, error, url, url.getBytes(StandardCharsets.UTF_8), bytes);
  }
}
