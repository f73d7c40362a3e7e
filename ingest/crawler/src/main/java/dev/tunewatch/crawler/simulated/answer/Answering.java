package dev.tunewatch.crawler.simulated.answer;

/**
 * One link of the chain that handles a request: it answers itself, or asks the next link and may
 * change the answer. A fault is one more link.
 */
@FunctionalInterface
public interface Answering {

  /**
   * Answers a request.
   *
   * @throws RefusedRequest if the request ends in an error answer
   */
  HubAnswer answer(HubRequest request);
}
