package dev.tunewatch.crawler.simulated.answer;

/** Another hub's protocol, spoken on the same port under addresses of its own. */
public interface Face extends Answering {

  /** Whether this address is its own; what no face owns is Hugging Face's. */
  boolean owns(String rawPath);
}
