package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.fetch.Origin;
import dev.tunewatch.crawler.lane.ListingReader.CursorRefused;
import dev.tunewatch.crawler.lane.ListingReader.Read;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing one page ahead of whoever publishes it. The page after the one that is waited for
 * is asked for as soon as its address is known, where the hub tells it in the headers before that
 * one is even read. Never more than two pages are under way or held, so memory is bounded.
 */
final class ReadAhead implements AutoCloseable {

  private final ListingReader pages;
  private final Origin origin;
  private final ExecutorService threads;
  private Ahead awaited;
  private boolean waiting;
  private @Nullable Ahead ahead;

  /** A page that is under way. */
  private static final class Ahead {

    private final String url;
    private @Nullable String next;
    private @Nullable Future<Read> page;

    private Ahead(String url) {
      this.url = url;
    }
  }

  /**
   * Starts to read the first page.
   *
   * @param threads two at least
   */
  ReadAhead(ListingReader pages, Origin origin, ExecutorService threads, String first) {
    this.pages = pages;
    this.origin = origin;
    this.threads = threads;
    this.awaited = new Ahead(first);
    start(awaited);
  }

  /**
   * The next page, whole; the page before it is published.
   *
   * @throws CursorRefused if the hub does not know its address
   */
  Read take() throws CursorRefused, InterruptedException {
    Ahead page;
    synchronized (this) {
      page = awaited;
      waiting = true;
      askAhead();
    }
    Read read = result(page);
    synchronized (this) {
      waiting = false;
      String next = read.page().next();
      String url = next == null ? null : origin.absolute(next).orElseThrow();
      if (ahead != null && !ahead.url.equals(url)) {
        // Of several attempts at one page the last one counts.
        cancel(ahead);
        ahead = null;
      }
      if (url != null) {
        if (ahead == null) {
          ahead = new Ahead(url);
          start(ahead);
        }
        awaited = ahead;
        ahead = null;
      }
    }
    return read;
  }

  @Override
  public synchronized void close() {
    cancel(awaited);
    if (ahead != null) {
      cancel(ahead);
    }
  }

  private synchronized void announced(Ahead page, String next) {
    page.next = next;
    if (waiting && page == awaited) {
      askAhead();
    }
  }

  private void askAhead() {
    if (ahead == null && awaited.next != null) {
      ahead = new Ahead(awaited.next);
      start(ahead);
    }
  }

  private void start(Ahead page) {
    page.page =
        threads.submit(
            () -> pages.read(page.url, null, next -> announced(page, next)).orElseThrow());
  }

  private static void cancel(Ahead page) {
    if (page.page != null) {
      page.page.cancel(true);
    }
  }

  private static Read result(Ahead page) throws CursorRefused, InterruptedException {
    try {
      return Objects.requireNonNull(page.page).get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof CursorRefused refused) {
        throw refused;
      }
      if (cause instanceof InterruptedException) {
        throw new InterruptedException("stopped while a page was read");
      }
      if (cause instanceof RuntimeException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("reading a page failed", cause);
    }
  }
}
