package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.deliver.Positions;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Consumed positions in PostgreSQL. */
public final class JdbiPositions implements Positions {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiPositions(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Map<Integer, Long> of(String topic) {
    Map<Integer, Long> positions = new TreeMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select partition, next_offset from consumed_position where topic = :topic")
                .bind("topic", topic)
                .map((row, context) -> Map.entry(row.getInt(1), row.getLong(2)))
                .forEach(row -> positions.put(row.getKey(), row.getValue())));
    return positions;
  }

  @Override
  public void begin(String topic, int partition, long offset) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into consumed_position (topic, partition, next_offset)
                    values (:topic, :partition, :offset) on conflict do nothing""")
                .bind("topic", topic)
                .bind("partition", partition)
                .bind("offset", offset)
                .execute());
  }

  @Override
  public void reset(String topic, int partition, long from, long to) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update consumed_position set next_offset = :to
                    where topic = :topic and partition = :partition and next_offset = :from""")
                .bind("topic", topic)
                .bind("partition", partition)
                .bind("from", from)
                .bind("to", to)
                .execute());
  }

  @Override
  public long held() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select count(*) from held_withdrawal").mapTo(long.class).one());
  }
}
