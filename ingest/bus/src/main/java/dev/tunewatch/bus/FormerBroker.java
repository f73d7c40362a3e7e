package dev.tunewatch.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.TimeoutException;

/** The broker of an earlier process, as the controller of its folder remembers it. */
final class FormerBroker {

  private static final Duration AGAIN = Duration.ofMillis(50);

  private FormerBroker() {}

  /**
   * Makes the controller forget it, so that its partitions have no leader; nothing happens where
   * none ever registered.
   *
   * @param controller {@code host:port} of the controller's own listener
   * @throws TimeoutException if the controller does not do so within the time
   */
  static void forget(String controller, int id, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (!isForgotten(controller, id, deadline)) {
        Thread.sleep(AGAIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted while the former broker was forgotten", e);
    }
  }

  private static boolean isForgotten(String controller, int id, long deadline)
      throws InterruptedException {
    // An administrator each time: it keeps in mind what a controller could not do when asked first.
    try (Admin admin = Admin.create(Map.of("bootstrap.controllers", controller))) {
      admin.unregisterBroker(id).all().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      // A controller that has just started refuses in several ways until it has read its log.
      if (System.nanoTime() - deadline < 0) {
        return false;
      }
      throw new TimeoutException("the controller does not forget the former broker", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("the controller does not forget the former broker", e);
    }
  }
}
