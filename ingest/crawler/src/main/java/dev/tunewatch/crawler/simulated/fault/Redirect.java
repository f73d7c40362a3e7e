package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** 307 to the same origin: to an address that answers, or to one that redirects again for ever. */
final class Redirect implements Fault {

  /** Marks an address that was redirected to; the links take it off before anybody else sees it. */
  static final String HOP = "_hop";

  private final boolean endless;

  Redirect(boolean endless) {
    this.endless = endless;
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    int hops = hops(request);
    if (hops > 0 && !continues(request)) {
      return Optional.empty();
    }
    String query = request.without(HOP).rawQuery();
    String location =
        request.rawPath()
            + '?'
            + (query.isEmpty() ? "" : query + '&')
            + HOP
            + '='
            + (endless ? "loop" : "")
            + (hops + 1);
    return Optional.of(HubAnswer.empty(307).with("Location", location));
  }

  @Override
  public boolean continues(HubRequest request) {
    return endless && hop(request).startsWith("loop");
  }

  private static int hops(HubRequest request) {
    String digits = hop(request).replaceAll("[^0-9]", "");
    return digits.isEmpty()
        ? 0
        : Integer.parseInt(digits.substring(0, Math.min(6, digits.length())));
  }

  private static String hop(HubRequest request) {
    List<String> values = request.parameters().getOrDefault(HOP, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }
}
