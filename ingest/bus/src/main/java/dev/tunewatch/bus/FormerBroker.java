package dev.tunewatch.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.UnregisterBrokerOptions;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.TimeoutException;

/** The broker of an earlier process, as the controller of its folder remembers it. */
final class FormerBroker {

  private FormerBroker() {}

  /**
   * Makes the controller forget it, so that its partitions have no leader; nothing happens where
   * none ever registered.
   *
   * @param controller {@code host:port} of the controller's own listener
   * @throws TimeoutException if the controller does not do so within the time
   */
  static void forget(String controller, int id, Duration atMost) {
    UnregisterBrokerOptions options =
        new UnregisterBrokerOptions().timeoutMs(Math.toIntExact(atMost.toMillis()));
    try (Admin admin = Admin.create(Map.of("bootstrap.controllers", controller))) {
      admin.unregisterBroker(id, options).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
        throw new TimeoutException("the controller does not forget the former broker", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted while the former broker was forgotten", e);
    }
  }
}
