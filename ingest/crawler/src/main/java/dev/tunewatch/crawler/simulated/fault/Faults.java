package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.fault.FaultKind.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which faults are switched on, and how often each has struck. Thread-safe. */
public final class Faults {

  private final Clock clock;
  private final Instant start;
  private final AtomicLong requests = new AtomicLong();
  private final Map<FaultKind, FaultSwitch> switches = new EnumMap<>(FaultKind.class);

  /**
   * Faults from now on.
   *
   * @param seed of the odds; each fault draws from its own
   * @param clock the hub's time, which scripts speak of
   */
  public Faults(Collection<Spell> spells, long seed, Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
    for (FaultKind kind : FaultKind.values()) {
      switches.put(kind, new FaultSwitch(kind, seed + kind.ordinal(), clock));
    }
    spells.forEach(this::switchOn);
  }

  /** The names that {@link Spell} takes. */
  public static List<String> names() {
    return FaultKind.names();
  }

  /** Adds a spell to those that are on. */
  public void switchOn(Spell spell) {
    of(spell.fault()).add(spell);
  }

  /**
   * Ends all spells of a fault.
   *
   * @throws UnknownFaultException if there is none of that name
   */
  public void switchOff(String fault) {
    of(fault).clear();
  }

  /** Ends all spells. */
  public void switchOff() {
    switches.values().forEach(FaultSwitch::clear);
  }

  /** How often each fault has struck, those that never did too. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    switches.forEach((kind, each) -> counts.put(kind.wireName(), each.struck()));
    return counts;
  }

  /** Counts the request, then hands it on; once, at the outer end of the chain. */
  public Answering counted(Answering next) {
    return request -> {
      requests.incrementAndGet();
      return next.answer(request);
    };
  }

  /** Puts the faults of the web server and the network around a link. */
  public Answering aroundHub(Answering next) {
    return around(request -> next.answer(unmarked(request)), Stage.HUB);
  }

  /** Puts the faults of pages around a link. */
  public Answering aroundPages(Answering next) {
    return around(next, Stage.PAGE);
  }

  private Answering around(Answering next, Stage stage) {
    Answering chain = next;
    for (FaultSwitch each : switches.values()) {
      if (each.kind().stage() == stage) {
        chain = new FaultLink(each, this, chain);
      }
    }
    return chain;
  }

  private static HubRequest unmarked(HubRequest request) {
    return request.rawQuery().contains(Redirect.HOP) ? request.without(Redirect.HOP) : request;
  }

  boolean covers(Spell spell) {
    return spell.covers(clock.instant(), start, requests.get());
  }

  private FaultSwitch of(String fault) {
    FaultSwitch found = switches.get(FaultKind.of(fault));
    if (found == null) {
      throw new IllegalStateException("no switch for " + fault);
    }
    return found;
  }
}
