package dev.tunewatch.alerts.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Interest;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.Secret;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.alerts.subscription.Subscriptions;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Subscriptions in PostgreSQL. */
public final class JdbiSubscriptions implements Subscriptions {

  /** The columns that {@link #read} wants, under the name {@code s}. */
  static final String COLUMNS =
      """
      s.id as s_id, s.name as s_name, s.owner as s_owner, s.channel as s_channel,
      s.settings as s_settings, s.secrets as s_secrets,
      s.severity_floor as s_floor, s.filter as s_filter, s.hub as s_hub,
      s.include_backlog as s_backlog, s.tlp as s_tlp, s.pace as s_pace, s.state as s_state,
      s.disabled_reason as s_disabled, s.created_at as s_created""";

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

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
                            insert into subscription (id, name, owner, channel, settings,
                              secrets, severity_floor, filter, hub, include_backlog, tlp, pace,
                              cap_per_hour, endpoint, state, disabled_reason, created_at)
                            values (:id, :name, :owner, :channel, cast(:settings as jsonb),
                              cast(:secrets as jsonb), :floor, :filter, :hub, :backlog, :tlp,
                              cast(:pace as jsonb), :cap, :endpoint, :state, :disabledReason,
                              :createdAt)
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
                        update subscription set owner = :owner, channel = :channel,
                          settings = cast(:settings as jsonb), secrets = cast(:secrets as jsonb),
                          severity_floor = :floor, filter = :filter, hub = :hub,
                          include_backlog = :backlog, tlp = :tlp, pace = cast(:pace as jsonb),
                          cap_per_hour = :cap, endpoint = :endpoint, state = :state,
                          disabled_reason = :disabledReason
                        where id = :id"""),
                    subscription)
                .execute());
  }

  @Override
  public boolean changeSettings(Subscription read, ChannelSettings settings) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        update subscription set settings = cast(:settings as jsonb),
                          secrets = cast(:secrets as jsonb)
                        where id = :id and secrets = cast(:had as jsonb)""")
                    .bind("id", read.id())
                    .bind("settings", json(settings.shown()))
                    .bind("secrets", json(revealed(settings)))
                    .bind("had", json(revealed(read.settings())))
                    .execute())
        > 0;
  }

  @Override
  public boolean enable(String id) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "delete from circuit where endpoint = (select endpoint from subscription"
                      + " where id = :id)")
              .bind("id", id)
              .execute();
          return handle
                  .createUpdate(
                      "update subscription set state = 'active', disabled_reason = null"
                          + " where id = :id")
                  .bind("id", id)
                  .execute()
              > 0;
        });
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
        row.getString("s_owner"),
        row.getString("s_channel"),
        new ChannelSettings(texts(row.getString("s_settings")), secrets(row)),
        new Interest(
            Severity.valueOf(row.getString("s_floor")),
            row.getString("s_filter"),
            row.getString("s_hub"),
            row.getBoolean("s_backlog"),
            Tlp.valueOf(row.getString("s_tlp"))),
        pace(row.getString("s_pace")),
        row.getString("s_state"),
        row.getString("s_disabled"),
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

  private static Map<String, Secret> secrets(ResultSet row) throws SQLException {
    Map<String, Secret> secrets = new TreeMap<>();
    texts(row.getString("s_secrets")).forEach((name, text) -> secrets.put(name, new Secret(text)));
    return secrets;
  }

  private static Map<String, String> revealed(ChannelSettings settings) {
    Map<String, String> texts = new TreeMap<>();
    settings.secrets().forEach((name, secret) -> texts.put(name, secret.reveal()));
    return texts;
  }

  private static Map<String, String> texts(String json) {
    try {
      return EventJson.mapper().readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      // Its message would quote the text.
      throw new IllegalStateException("the settings of a subscription cannot be read");
    }
  }

  private static Pace pace(String json) {
    try {
      return EventJson.mapper().readValue(json, Pace.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pace of a subscription cannot be read", e);
    }
  }

  private static String json(Object texts) {
    try {
      return EventJson.mapper().writeValueAsString(texts);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("the settings of a subscription cannot be written");
    }
  }

  private static <T extends SqlStatement<T>> T bind(T statement, Subscription subscription) {
    return statement
        .bind("id", subscription.id())
        .bind("name", subscription.name())
        .bind("channel", subscription.channel())
        .bind("settings", json(subscription.settings().shown()))
        .bind("secrets", json(revealed(subscription.settings())))
        .bind("owner", subscription.owner())
        .bind("floor", subscription.interest().severityFloor().name())
        .bind("filter", subscription.interest().filter())
        .bind("hub", subscription.interest().hub())
        .bind("backlog", subscription.interest().includeBacklog())
        .bind("tlp", subscription.interest().tlp().name())
        .bind("pace", json(subscription.pace()))
        .bind("cap", subscription.pace().capPerHour())
        .bind("endpoint", subscription.endpoint())
        .bind("state", subscription.state())
        .bind("disabledReason", subscription.disabledReason())
        .bind("createdAt", subscription.createdAt());
  }
}
