package dev.tunewatch.crawler.simulated;

/** Ends the handling of a request with an error answer. */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HubAnswer answer;

  private RefusedRequest(HubAnswer answer) {
    super("HTTP " + answer.status(), null, false, false);
    this.answer = answer;
  }

  static RefusedRequest with(HubAnswer answer) {
    return new RefusedRequest(answer);
  }

  static RefusedRequest badRequest(String message) {
    return new RefusedRequest(HubAnswer.error(400, message));
  }

  HubAnswer answer() {
    return answer;
  }
}
