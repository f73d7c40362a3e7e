package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;

/** Counts every request against its bucket, says so in headers, and refuses what is over. */
final class RateLimited implements Answering {

  private final RateWindows windows;
  private final RequestCounts counts;
  private final Answering next;

  RateLimited(RateWindows windows, RequestCounts counts, Answering next) {
    this.windows = windows;
    this.counts = counts;
    this.next = next;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    RateWindows.Count count = windows.count(Plan.Bucket.of(request.rawPath()));
    HubAnswer answer;
    if (count.admitted()) {
      answer = next.answer(request);
    } else {
      counts.count("rate_limited");
      answer = HubAnswer.error(429, "Too many requests: wait for the next window");
    }
    return answer
        .with("RateLimit", count.limitHeader())
        .with("RateLimit-Policy", count.policyHeader());
  }
}
