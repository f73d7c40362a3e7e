package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** 500, 502, 503 or 504; Civitai's 503 asks to come back in two seconds. */
final class ServerError implements Fault {

  private static final int[] STATUSES = {500, 502, 503, 504};

  private final int only;

  /**
   * @param status the only one; empty takes turns by chance
   */
  ServerError(String status) {
    this.only = status.isEmpty() ? 0 : (int) Amounts.whole(status, 500, 599);
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    int status = only > 0 ? only : STATUSES[random.nextInt(STATUSES.length)];
    HubAnswer failed = HubAnswer.error(status, "Something went wrong");
    boolean overloaded = status == 503 && request.rawPath().startsWith("/api/v1/");
    return Optional.of(overloaded ? failed.with("Retry-After", "2") : failed);
  }
}
