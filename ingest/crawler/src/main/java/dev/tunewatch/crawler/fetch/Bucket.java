package dev.tunewatch.crawler.fetch;

import java.util.Locale;

/** A hub's separate request budgets (Hugging Face: "Hub rate limits", API and resolvers). */
public enum Bucket {
  /** Listings and model pages. */
  API,
  /** Files, {@code /resolve/}. */
  RESOLVERS;

  /** The metric label, lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
