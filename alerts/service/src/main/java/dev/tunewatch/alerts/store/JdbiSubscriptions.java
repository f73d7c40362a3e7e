package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.alerts.subscription.WebhookSecret;
import dev.tunewatch.assessments.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Subscriptions in PostgreSQL. */
public final class JdbiSubscriptions implements Subscriptions {

  /** The columns that {@link #read} wants, under the name {@code s}. */
  static final String COLUMNS =
      """
      s.id as s_id, s.name as s_name, s.channel as s_channel, s.url as s_url, s.secret as s_secret,
      s.severity_floor as s_floor, s.mode as s_mode, s.include_backlog as s_backlog,
      s.tlp as s_tlp, s.state as s_state, s.created_at as s_created""";

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiSubscriptions(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void add(Subscription subscription) {
    int added =
        jdbi.withHandle(
            handle ->
                bind(
                        handle.createUpdate(
                            """
                            insert into subscription (id, name, channel, url, secret,
                              severity_floor, mode, include_backlog, tlp, state, created_at)
                            values (:id, :name, :channel, :url, :secret, :floor, :mode, :backlog,
                              :tlp, :state, :createdAt)
                            on conflict (name) do nothing"""),
                        subscription)
                    .execute());
    if (added == 0) {
      throw new SubscriptionRejected("name", "is taken");
    }
  }

  @Override
  public List<Subscription> all() {
    return jdbi.withHandle(JdbiSubscriptions::all);
  }

  @Override
  public Optional<Subscription> find(String id) {
    return by("s.id", id);
  }

  @Override
  public Optional<Subscription> findByName(String name) {
    return by("s.name", name);
  }

  @Override
  public void replace(Subscription subscription) {
    jdbi.useHandle(
        handle ->
            bind(
                    handle.createUpdate(
                        """
                        update subscription set url = :url, secret = :secret,
                          severity_floor = :floor, include_backlog = :backlog, tlp = :tlp,
                          state = :state
                        where id = :id"""),
                    subscription)
                .execute());
  }

  @Override
  public boolean remove(String id) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("delete from subscription where id = :id")
                    .bind("id", id)
                    .execute())
        > 0;
  }

  static List<Subscription> all(Handle handle) {
    return handle
        .createQuery("select " + COLUMNS + " from subscription s order by s.created_at, s.id")
        .map((row, context) -> read(row))
        .list();
  }

  static Subscription read(ResultSet row) throws SQLException {
    return new Subscription(
        row.getString("s_id"),
        row.getString("s_name"),
        row.getString("s_channel"),
        row.getString("s_url"),
        WebhookSecret.parse(row.getString("s_secret")),
        Severity.valueOf(row.getString("s_floor")),
        row.getString("s_mode"),
        row.getBoolean("s_backlog"),
        Tlp.valueOf(row.getString("s_tlp")),
        row.getString("s_state"),
        row.getTimestamp("s_created").toInstant());
  }

  private Optional<Subscription> by(String column, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from subscription s where " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> read(row))
                .findOne());
  }

  private static <T extends SqlStatement<T>> T bind(T statement, Subscription subscription) {
    return statement
        .bind("id", subscription.id())
        .bind("name", subscription.name())
        .bind("channel", subscription.channel())
        .bind("url", subscription.url())
        .bind("secret", subscription.secret().reveal())
        .bind("floor", subscription.severityFloor().name())
        .bind("mode", subscription.mode())
        .bind("backlog", subscription.includeBacklog())
        .bind("tlp", subscription.tlp().name())
        .bind("state", subscription.state())
        .bind("createdAt", subscription.createdAt());
  }
}
