package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The next page is said to be at another host, which would like to see the reader's token. */
final class ForeignLink implements Fault {

  private final String foreign;

  /**
   * @param foreign scheme, host and port without a slash at the end; empty names none that exists
   */
  ForeignLink(String foreign) {
    this.foreign = foreign.isEmpty() ? "http://hub.invalid" : foreign;
    if (!this.foreign.matches("https?://[^/?#]+") || URI.create(this.foreign).getHost() == null) {
      throw new IllegalArgumentException("'" + foreign + "' is no origin such as http://host:80");
    }
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    HubAnswer answer = honest.get();
    String link = answer.headers().get("Link");
    if (link != null) {
      return Optional.of(answer.with("Link", link.replace('<' + request.origin(), '<' + foreign)));
    }
    if (!answer.isJson() || !PageRows.of(answer).filter(PageRows::hasNext).isPresent()) {
      return Optional.empty();
    }
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    String here = "\"nextPage\":\"" + request.origin();
    return Optional.of(
        answer.withBody(
            body.replace(here, "\"nextPage\":\"" + foreign).getBytes(StandardCharsets.UTF_8)));
  }
}
