package dev.tunewatch.crawler.simulated.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** 200 with a page for people where JSON belongs. */
final class HtmlPage implements Fault {

  private static final byte[] BODY =
      "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>\n".getBytes(UTF_8);

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return Optional.of(honest.get())
        .filter(HubAnswer::isJson)
        .map(
            answer -> new HubAnswer(200, Map.of("Content-Type", "text/html; charset=utf-8"), BODY));
  }
}
