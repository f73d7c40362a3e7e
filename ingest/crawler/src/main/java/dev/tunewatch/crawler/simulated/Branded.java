package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Adds the headers that every answer of the hub carries. */
final class Branded implements Answering {

  private static final String EXPOSED =
      "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,"
          + "Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash";

  private final Clock clock;
  private final Answering next;
  private final AtomicLong requests = new AtomicLong();

  Branded(Clock clock, Answering next) {
    this.clock = clock;
    this.next = next;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    String requestId =
        String.format(
            Locale.ROOT,
            "Root=1-%08x-%024x",
            clock.instant().getEpochSecond(),
            requests.incrementAndGet());
    return next.answer(request)
        .with("X-Powered-By", "huggingface-moon")
        .with("X-Request-Id", requestId)
        .with("Access-Control-Expose-Headers", EXPOSED);
  }
}
