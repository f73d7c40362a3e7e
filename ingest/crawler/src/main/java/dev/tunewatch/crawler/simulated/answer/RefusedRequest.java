package dev.tunewatch.crawler.simulated.answer;

/** Ends the handling of a request with an error answer. */
public final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HubAnswer answer;

  private RefusedRequest(HubAnswer answer) {
    super("HTTP " + answer.status(), null, false, false);
    this.answer = answer;
  }

  public static RefusedRequest with(HubAnswer answer) {
    return new RefusedRequest(answer);
  }

  public static RefusedRequest badRequest(String message) {
    return new RefusedRequest(HubAnswer.error(400, message));
  }

  public HubAnswer answer() {
    return answer;
  }
}
