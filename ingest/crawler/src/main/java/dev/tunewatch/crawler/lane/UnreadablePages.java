package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.walk.Hashes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Pages that stop a lane are asked for again until they can be read; each is kept once a process,
 * not once an attempt. Confined to the lane's thread.
 */
final class UnreadablePages {

  private static final int MOST = 1_000;

  private final Set<Long> kept = new HashSet<>();

  /** The letter to keep, empty where it was kept or where the hub sent nothing. */
  Optional<DeadLetter> first(HubUnreadable unreadable) {
    return unreadable.letter().filter(this::isNew);
  }

  private boolean isNew(DeadLetter letter) {
    if (kept.size() >= MOST) {
      kept.clear();
    }
    return kept.add(Hashes.of(letter.position() + "\n" + letter.reason() + "\n" + letter.error()));
  }
}
