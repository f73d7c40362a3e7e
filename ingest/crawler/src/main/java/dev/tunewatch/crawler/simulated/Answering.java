package dev.tunewatch.crawler.simulated;

/**
 * One link of the chain that handles a request: it answers itself, or asks the next link and may
 * change the answer. Faults are meant to become such links.
 */
@FunctionalInterface
interface Answering {

  /**
   * Answers a request.
   *
   * @throws RefusedRequest if the request ends in an error answer
   */
  HubAnswer answer(HubRequest request);
}
