package dev.tunewatch.crawler.simulated;

/** The hub's documented quotas per 300 seconds (huggingface/hub-docs, rate-limits.md). */
public enum Plan {
  ANONYMOUS(500, 3_000, 100),
  FREE(1_000, 5_000, 200),
  PRO(2_500, 12_000, 400),
  TEAM(3_000, 20_000, 400),
  ENTERPRISE(6_000, 50_000, 600),
  /** With the "higher limits" of that plan. */
  ENTERPRISE_PLUS(100_000, 500_000, 10_000);

  private final int api;
  private final int resolvers;
  private final int pages;

  Plan(int api, int resolvers, int pages) {
    this.api = api;
    this.resolvers = resolvers;
    this.pages = pages;
  }

  int quota(Bucket bucket) {
    return switch (bucket) {
      case API -> api;
      case RESOLVERS -> resolvers;
      case PAGES -> pages;
    };
  }

  /** What a request is counted against. */
  enum Bucket {
    API("api"),
    RESOLVERS("resolvers"),
    PAGES("pages");

    private final String wireName;

    Bucket(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }

    /** The documentation calls a resolver every URL with a {@code /resolve/} segment. */
    static Bucket of(String rawPath) {
      if (rawPath.startsWith("/api/")) {
        return API;
      }
      return rawPath.contains("/resolve/") ? RESOLVERS : PAGES;
    }
  }
}
