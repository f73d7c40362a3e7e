package dev.tunewatch.alerts.api;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered; becomes a problem. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(int status, String detail, @Nullable String field) {
    super(detail, null, false, false);
    this.problem = Problem.of(status, detail, field);
  }

  Refused(int status, String detail) {
    this(status, detail, null);
  }

  Problem problem() {
    return problem;
  }
}
