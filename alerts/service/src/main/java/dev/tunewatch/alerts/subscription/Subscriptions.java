package dev.tunewatch.alerts.subscription;

import java.util.List;
import java.util.Optional;

/** The subscriptions that are kept. */
public interface Subscriptions {

  /**
   * Keeps a new one.
   *
   * @throws SubscriptionRejected if the name is taken
   */
  void add(Subscription subscription);

  /** All of them, oldest first. */
  List<Subscription> all();

  /** The one with this id. */
  Optional<Subscription> find(String id);

  /** The one with this name. */
  Optional<Subscription> findByName(String name);

  /** Replaces all but id, name and time of making of the one with this id. */
  void replace(Subscription subscription);

  /**
   * Replaces the settings of one, if its secrets are still the ones that it was read with; false
   * where somebody else was quicker, or it is gone.
   */
  boolean changeSettings(Subscription read, ChannelSettings settings);

  /** Activates one that was disabled, with a fresh endpoint; false where there is none. */
  boolean enable(String id);

  /** Forgets it and what waits for it; false where there is none. */
  boolean remove(String id);

  /**
   * Brings a subscription up to date, or adds it where there is none.
   *
   * @param present the one whose place it takes; it keeps that one's identity
   */
  default Subscription put(Subscription wanted, Optional<Subscription> present) {
    if (present.isEmpty()) {
      add(wanted);
      return wanted;
    }
    Subscription updated = wanted.withIdentityOf(present.get());
    replace(updated);
    return updated;
  }
}
