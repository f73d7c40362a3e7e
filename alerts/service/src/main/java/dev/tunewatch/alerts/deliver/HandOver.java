package dev.tunewatch.alerts.deliver;

import java.util.List;

/**
 * The senders of this process, for what is accepted in it: leased in the transaction that stores
 * it, a version needs neither a claim nor to be read back. Whatever does not fit waits in the
 * outbox for a claim, as all of it does where nobody sends.
 */
public interface HandOver {

  /** Nobody sends here. */
  HandOver NONE =
      new HandOver() {
        @Override
        public Room room() {
          return Room.NONE;
        }

        @Override
        public void take(List<Message> leased, boolean others) {}

        @Override
        public void doubt(List<Message> leased) {}
      };

  /** What would be taken now; asked before a transaction. */
  Room room();

  /**
   * Takes what was leased, after its commit.
   *
   * @param others whether there is more in the outbox than these
   */
  void take(List<Message> leased, boolean others);

  /** These were to be leased, and nobody knows whether the commit was; they are given back. */
  void doubt(List<Message> leased);
}
