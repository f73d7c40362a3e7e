package dev.tunewatch.crawler.simulated.fault;

import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The spells of one fault, its odds, and how often it has struck. */
final class FaultSwitch {

  private final FaultKind kind;
  private final Clock clock;
  private final SplittableRandom random;
  private final List<On> spells = new CopyOnWriteArrayList<>();
  private final AtomicLong struck = new AtomicLong();

  FaultSwitch(FaultKind kind, long seed, Clock clock) {
    this.kind = kind;
    this.clock = clock;
    this.random = new SplittableRandom(seed);
  }

  FaultKind kind() {
    return kind;
  }

  void add(Spell spell) {
    spells.add(new On(spell, kind.fault(clock, spell.amount()), new AtomicLong(spell.times())));
  }

  void clear() {
    spells.clear();
  }

  List<On> spells() {
    return spells;
  }

  long struck() {
    return struck.get();
  }

  void count() {
    struck.incrementAndGet();
  }

  boolean drawn(double share) {
    synchronized (random) {
      return share >= 1 || random.nextDouble() < share;
    }
  }

  /** A generator for one strike, so that strikes do not wait for each other. */
  RandomGenerator draw() {
    synchronized (random) {
      return random.split();
    }
  }

  /** A spell that is on, with the strikes that are left to it. */
  record On(Spell spell, Fault fault, AtomicLong left) {

    boolean take() {
      return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    void giveBack() {
      left.incrementAndGet();
    }
  }
}
