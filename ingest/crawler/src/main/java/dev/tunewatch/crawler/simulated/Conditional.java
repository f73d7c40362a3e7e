package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;

/** Turns refusals into answers, tags JSON, and answers 304 to those who have it already. */
final class Conditional implements Answering {

  private final RequestCounts counts;
  private final Answering next;

  Conditional(RequestCounts counts, Answering next) {
    this.counts = counts;
    this.next = next;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    HubAnswer answer = refusalsAnswered(request);
    if (answer.status() == 200 && !answer.headers().containsKey("ETag")) {
      String etag = FileDigest.weakEtag(answer.body());
      answer = answer.with("ETag", etag);
      if (request.alreadyHas(etag)) {
        answer = new HubAnswer(304, answer.headers(), new byte[0]);
      }
    }
    if (answer.status() == 304) {
      counts.count("not_modified");
    }
    return answer;
  }

  private HubAnswer refusalsAnswered(HubRequest request) {
    try {
      return next.answer(request);
    } catch (RefusedRequest refused) {
      return refused.answer();
    }
  }
}
