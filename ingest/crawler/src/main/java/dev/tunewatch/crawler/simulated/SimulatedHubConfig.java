package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.fault.Spell;
import java.time.Duration;
import java.util.List;

/**
 * How the simulated hub behaves towards its clients.
 *
 * @param port the port on 127.0.0.1; 0 takes a free one
 * @param plan the quotas that it enforces, one account for all clients
 * @param delay waited before every answer, to look like a network
 * @param pageLimit the most rows on one page of the listing, 1 to 1000
 * @param faults what is switched on from the start
 * @param faultSeed of the odds of the faults
 */
public record SimulatedHubConfig(
    int port, Plan plan, Duration delay, int pageLimit, List<Spell> faults, long faultSeed) {

  static final int MAX_PAGE = 1000;

  public SimulatedHubConfig {
    faults = List.copyOf(faults);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("negative delay: " + delay);
    }
    if (pageLimit < 1 || pageLimit > MAX_PAGE) {
      throw new IllegalArgumentException("page limit " + pageLimit + " is not in 1.." + MAX_PAGE);
    }
  }

  /** A free port, the largest plan, no delay, pages as large as the real hub's. */
  public static SimulatedHubConfig defaults() {
    return new SimulatedHubConfig(0, Plan.ENTERPRISE_PLUS, Duration.ZERO, MAX_PAGE, List.of(), 1);
  }

  public SimulatedHubConfig withPort(int port) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }

  public SimulatedHubConfig withPlan(Plan plan) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }

  public SimulatedHubConfig withDelay(Duration delay) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }

  public SimulatedHubConfig withPageLimit(int pageLimit) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }

  public SimulatedHubConfig withFaults(List<Spell> faults) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }

  public SimulatedHubConfig withFaultSeed(long faultSeed) {
    return new SimulatedHubConfig(port, plan, delay, pageLimit, faults, faultSeed);
  }
}
