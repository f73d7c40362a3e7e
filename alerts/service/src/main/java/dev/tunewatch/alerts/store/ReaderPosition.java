package dev.tunewatch.alerts.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far readers inside the service have come; a reader's row is its lock. */
final class ReaderPosition {

  private ReaderPosition() {}

  /** The last number that was read, locked; empty where somebody else holds it. */
  static Optional<Long> locked(Handle handle, String reader) {
    Optional<Long> position = lock(handle, reader);
    if (position.isPresent()) {
      return position;
    }
    handle
        .createUpdate(
            """
            insert into feed_reader (name, last_sequence) values (:reader, 0)
            on conflict do nothing""")
        .bind("reader", reader)
        .execute();
    return lock(handle, reader);
  }

  private static Optional<Long> lock(Handle handle, String reader) {
    return handle
        .createQuery(
            "select last_sequence from feed_reader where name = :reader for update skip locked")
        .bind("reader", reader)
        .mapTo(long.class)
        .findOne();
  }

  static void move(Handle handle, String reader, long last) {
    handle
        .createUpdate("update feed_reader set last_sequence = :last where name = :reader")
        .bind("last", last)
        .bind("reader", reader)
        .execute();
  }
}
