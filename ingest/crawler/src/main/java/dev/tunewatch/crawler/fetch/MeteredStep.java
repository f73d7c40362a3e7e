package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.coverage.RequestMetrics;

/** Counts each request under what became of it. */
final class MeteredStep implements Step {

  private final Step next;
  private final RequestMetrics metrics;

  MeteredStep(Step next, RequestMetrics metrics) {
    this.next = next;
    this.metrics = metrics;
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    String bucket = request.bucket().label();
    try {
      Answer answer = next.exchange(request);
      metrics.requested(bucket, outcome(answer.status()));
      return answer;
    } catch (FetchFailure failure) {
      metrics.requested(
          bucket,
          switch (failure.kind()) {
            case TIMEOUT -> "timeout";
            case OVERSIZE -> "oversize";
            default -> "network";
          });
      throw failure;
    }
  }

  /** A redirect is an answer that served its purpose. */
  private static String outcome(int status) {
    if (status == 304) {
      return "not_modified";
    }
    if (status < 400) {
      return "ok";
    }
    if (status == 404 || status == 410) {
      return "missing";
    }
    if (status == 429) {
      return "rate_limited";
    }
    return status < 500 ? "client_error" : "server_error";
  }
}
