package dev.tunewatch.crawler.push;

import dev.tunewatch.events.Wish;
import java.util.List;
import java.util.Locale;

/**
 * What becomes of a webhook.
 *
 * @param outcome what was decided
 * @param wishes what to look at; none unless it is accepted
 */
public record HookVerdict(Outcome outcome, List<Wish> wishes) {

  public HookVerdict {
    wishes = List.copyOf(wishes);
  }

  static HookVerdict of(Outcome outcome) {
    return new HookVerdict(outcome, List.of());
  }

  /** Outcomes, each with the HTTP status that the hub is answered. */
  public enum Outcome {
    /** A release is looked at again. */
    ACCEPTED(202),
    /** Genuine, and about nothing that is read here. */
    IGNORED(200),
    /** Not what the hub sends. */
    MALFORMED(400),
    /** Without the secret, or with another one. */
    UNAUTHORIZED(401),
    /** Larger than any webhook. */
    TOO_LARGE(413),
    /** It could not be kept; the hub should send it again. */
    UNAVAILABLE(503);

    private final int status;

    Outcome(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The metric label, lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
