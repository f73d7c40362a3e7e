package dev.tunewatch.crawler.fetch;

/** Reads addresses of one hub, politely. */
public interface Fetcher extends AutoCloseable {

  /**
   * Fetches; blocks for as long as the hub's limits and the retries demand.
   *
   * @throws FetchFailure if no attempt got an expected answer
   * @throws InterruptedException if the caller or {@link #close()} ended the wait
   */
  Fetched fetch(FetchRequest request) throws FetchFailure, InterruptedException;

  /** Ends what is under way; does not wait for it. */
  @Override
  void close();
}
