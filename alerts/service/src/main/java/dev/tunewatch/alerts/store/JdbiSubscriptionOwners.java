package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.access.SubscriptionOwners;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Owners of subscriptions in PostgreSQL. */
public final class JdbiSubscriptionOwners implements SubscriptionOwners {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiSubscriptionOwners(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Set<String> ownedBy(String tokenId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from subscription where owner_token = :token")
                .bind("token", tokenId)
                .mapTo(String.class)
                .collect(Collectors.toSet()));
  }

  @Override
  public void own(String subscriptionId, String tokenId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update subscription set owner_token = :token where id = :id")
                .bind("token", tokenId)
                .bind("id", subscriptionId)
                .execute());
  }
}
