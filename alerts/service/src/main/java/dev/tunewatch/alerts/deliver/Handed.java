package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.deliver.AlertTransaction.Entry;
import dev.tunewatch.alerts.deliver.AlertTransaction.Lease;
import dev.tunewatch.alerts.deliver.Audience.Addressed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of one transaction goes straight to the senders of this process. Only what nothing can hold
 * back: the first version of an alert, which has no earlier one to wait for, at once, by itself, to
 * a subscription without a cap. The store leaves out endpoints whose circuit is open.
 */
final class Handed {

  private final Room room;
  private final List<Message> messages = new ArrayList<>();
  private boolean others;

  /** Fills that room. */
  Handed(Room room) {
    this.room = room;
  }

  /** Puts these into the outbox, leased as far as they may be. */
  void enqueue(AlertTransaction transaction, List<Addressed> addressed) {
    Set<String> wanted = new HashSet<>();
    for (Addressed one : addressed) {
      if (goesAlone(one) && room.take(one.to().id())) {
        wanted.add(one.entry().messageId());
      }
    }
    Map<String, Long> rows =
        transaction.enqueue(
            addressed.stream().map(Addressed::entry).toList(),
            new Lease(room.owner(), room.until(), wanted));
    others |= rows.size() < addressed.size();
    for (Addressed one : addressed) { // In the order in which they were accepted.
      Long row = rows.get(one.entry().messageId());
      if (row != null) {
        messages.add(message(row, one));
      }
    }
  }

  /** To be sent once the transaction is committed. */
  List<Message> messages() {
    return messages;
  }

  /** Whether there is more in the outbox than these. */
  boolean others() {
    return others;
  }

  private static boolean goesAlone(Addressed one) {
    Entry entry = one.entry();
    return one.alert().version() == 1
        && one.to().pace().capPerHour() == 0
        && entry.joined().isEmpty()
        && entry.deferral().isEmpty()
        && entry.silenceId().isEmpty();
  }

  /** As a claim would have read it: as messages carry it, and with no version before it. */
  private static Message message(long row, Addressed one) {
    return new Message(
        row,
        one.entry().messageId(),
        one.to(),
        new Content.Story(one.alert().cut(Alert.MAX_MEMBERS_IN_MESSAGE), Set.of()),
        1,
        one.entry().acceptedAt(),
        one.entry().urgent());
  }
}
