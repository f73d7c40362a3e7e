package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Attempt;
import dev.tunewatch.alerts.deliver.Circuit;
import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What is known of endpoints that fail, in PostgreSQL: all instances leave them alone together. */
final class JdbiCircuits {

  private JdbiCircuits() {}

  /** Subscriptions whose endpoint is left alone, or is to be probed. */
  static List<Open> open(Handle handle) {
    return handle
        .createQuery(
            """
            select c.endpoint, c.open_until, array_agg(s.id) from circuit c
            join subscription s on s.endpoint = c.endpoint
            where c.open_until is not null group by c.endpoint""")
        .map(
            (row, context) ->
                new Open(
                    row.getString(1),
                    row.getTimestamp(2).toInstant(),
                    List.of((String[]) row.getArray(3).getArray())))
        .list();
  }

  /** Takes the right to probe; false where another instance has it. */
  static boolean probe(Handle handle, Open open, Instant until) {
    return handle
            .createUpdate(
                """
                update circuit set open_until = :until, probing = true
                where endpoint = :endpoint and open_until = :was""")
            .bind("until", until)
            .bind("endpoint", open.endpoint())
            .bind("was", open.until())
            .execute()
        == 1;
  }

  /** There was nothing to probe with. */
  static void unprobe(Handle handle, Open open) {
    handle
        .createUpdate(
            "update circuit set open_until = :was, probing = false where endpoint = :endpoint")
        .bind("was", open.until())
        .bind("endpoint", open.endpoint())
        .execute();
  }

  /** Writes down what attempts say of their endpoints; returns those that fail now. */
  static List<Circuit> learn(Handle handle, Collection<Attempt> attempts) {
    // In one order of endpoints, or two instances could wait for each other.
    Map<String, List<Attempt>> byEndpoint = new TreeMap<>();
    for (Attempt attempt : attempts) {
      if (attempt.reason().map(GiveUpReason::blamesTarget).orElse(true)) {
        byEndpoint
            .computeIfAbsent(attempt.message().subscription().endpoint(), e -> new ArrayList<>())
            .add(attempt);
      }
    }
    if (byEndpoint.isEmpty()) {
      return List.of();
    }
    Map<String, Circuit> known = locked(handle, byEndpoint.keySet());
    List<Circuit> failing = new ArrayList<>();
    byEndpoint.forEach(
        (endpoint, tried) -> {
          Optional<Circuit> before = Optional.ofNullable(known.get(endpoint));
          Optional<Circuit> after = after(endpoint, before, tried);
          if (after.isPresent()) {
            save(handle, after.get());
            failing.add(after.get());
          } else if (before.isPresent()) {
            handle.execute("delete from circuit where endpoint = ?", endpoint);
          }
        });
    return failing;
  }

  private static Optional<Circuit> after(
      String endpoint, Optional<Circuit> before, List<Attempt> attempts) {
    Optional<Circuit> now = before;
    for (Attempt attempt : attempts) {
      if (attempt.outcome() instanceof Outcome.Delivered) {
        now = Optional.empty();
      } else {
        Optional<Duration> asked =
            attempt.outcome() instanceof Outcome.RetryAfter retry
                ? retry.after()
                : Optional.empty();
        now =
            Optional.of(
                now.orElseGet(() -> Circuit.closed(endpoint, attempt.at()))
                    .failed(attempt.at(), asked));
      }
    }
    return now;
  }

  private static Map<String, Circuit> locked(Handle handle, Collection<String> endpoints) {
    Map<String, Circuit> circuits = new TreeMap<>();
    handle
        .createQuery(
            "select * from circuit where endpoint = any(:endpoints) order by endpoint for update")
        .bind("endpoints", endpoints.toArray(String[]::new))
        .map((row, context) -> read(row))
        .forEach(circuit -> circuits.put(circuit.endpoint(), circuit));
    return circuits;
  }

  private static void save(Handle handle, Circuit circuit) {
    handle
        .createUpdate(
            """
            insert into circuit (endpoint, failures, failing_since, open_until, probing)
            values (:endpoint, :failures, :since, :until, :probing)
            on conflict (endpoint) do update set failures = excluded.failures,
              failing_since = excluded.failing_since, open_until = excluded.open_until,
              probing = excluded.probing""")
        .bind("endpoint", circuit.endpoint())
        .bind("failures", circuit.failures())
        .bind("since", circuit.failingSince())
        .bindByType("until", circuit.openUntil().orElse(null), Instant.class)
        .bind("probing", circuit.probing())
        .execute();
  }

  static Optional<Circuit> find(Handle handle, String endpoint) {
    return handle
        .createQuery("select * from circuit where endpoint = :endpoint")
        .bind("endpoint", endpoint)
        .map((row, context) -> read(row))
        .findOne();
  }

  private static Circuit read(ResultSet row) throws SQLException {
    return new Circuit(
        row.getString("endpoint"),
        row.getInt("failures"),
        row.getTimestamp("failing_since").toInstant(),
        Optional.ofNullable(row.getTimestamp("open_until")).map(java.sql.Timestamp::toInstant),
        row.getBoolean("probing"));
  }

  /**
   * An endpoint that is left alone.
   *
   * @param until when it is to be probed
   * @param subscriptions of that endpoint
   */
  record Open(String endpoint, Instant until, List<String> subscriptions) {}
}
