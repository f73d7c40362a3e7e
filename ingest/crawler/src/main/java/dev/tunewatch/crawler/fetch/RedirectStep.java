package dev.tunewatch.crawler.fetch;

import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows redirects within the hub's origin: Hugging Face answers renames, transfers and letter
 * case with 307 and a relative Location. Another origin is never asked, let alone with the token.
 */
final class RedirectStep implements Step {

  private static final Logger LOG = LoggerFactory.getLogger(RedirectStep.class);
  private static final int MOST = 3;

  private final Step next;
  private final Origin origin;

  RedirectStep(Step next, Origin origin) {
    this.next = next;
    this.origin = origin;
  }

  @Override
  public Answer exchange(FetchRequest request) throws FetchFailure, InterruptedException {
    FetchRequest current = request;
    for (int followed = 0; followed <= MOST; followed++) {
      Answer answer = next.exchange(current);
      String location = answer.header("location");
      if (!isRedirect(answer.status()) || location == null) {
        return answer;
      }
      String target =
          origin
              .resolve(current.url(), location, request.hosts())
              .orElseThrow(() -> new FetchFailure(Kind.FOREIGN, "redirect to another origin"));
      // Where a file lies may be an address with a credential in it; the host is enough.
      LOG.atDebug()
          .addKeyValue("outcome", "moved")
          .log("{} moved to {}", current.url(), URI.create(target).getHost());
      current = current.withUrl(target);
    }
    throw new FetchFailure(Kind.REDIRECTS, "more than " + MOST + " redirects");
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }
}
