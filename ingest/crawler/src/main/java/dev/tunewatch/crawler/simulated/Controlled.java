package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Addresses that no real hub has: what the simulator counted, outside of limits and faults. */
final class Controlled implements Answering {

  private static final String CONTROL = "/_simulated/";

  private final Faults faults;
  private final RequestCounts counts;
  private final Answering next;

  Controlled(Faults faults, RequestCounts counts, Answering next) {
    this.faults = faults;
    this.counts = counts;
    this.next = next;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    if (!request.rawPath().startsWith(CONTROL)) {
      return next.answer(request);
    }
    return switch (request.rawPath().substring(CONTROL.length())) {
      case "faults" -> json(faults.counts());
      case "requests" -> json(counts.all());
      default -> HubAnswer.error(404, "The simulator knows /_simulated/faults and /requests");
    };
  }

  private static HubAnswer json(Map<String, Long> counts) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    counts.forEach(body::put);
    return HubAnswer.json(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
