package dev.tunewatch.crawler.fetch;

/** One link of the chain. */
@FunctionalInterface
interface Step {

  Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException;
}
