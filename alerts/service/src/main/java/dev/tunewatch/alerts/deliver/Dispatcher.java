package dev.tunewatch.alerts.deliver;

import dev.tunewatch.events.ComponentHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker behind the outbox: leases what is due, hands it to the senders, records what happened.
 * One thread does all the book-keeping, so that many results become one transaction; the senders go
 * on meanwhile.
 */
public final class Dispatcher implements HandOver, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** An instance says so often that it lives, and is held for dead after three times that. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Duration SILENCE = HEARTBEAT.multipliedBy(3);
  private static final Duration ROUND = Duration.ofMillis(250);
  private static final Duration STUCK = Duration.ofSeconds(30);

  /** What is recorded may let a later version go; asking for it after each bunch costs too much. */
  private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(50);

  private final Outbox outbox;
  private final Senders senders;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Thread keeper = new Thread(this::run, "outbox");
  private volatile boolean closing;
  private volatile long lastRound = System.nanoTime();
  private long lastMeasure = System.nanoTime() - STUCK.toNanos();
  private long lastHeartbeat = System.nanoTime() - STUCK.toNanos();
  private long lastClaim = System.nanoTime() - STUCK.toNanos();
  private volatile Optional<String> failure = Optional.empty();

  /** Wires the stage; {@link #start()} sets it going. */
  public Dispatcher(
      Outbox outbox,
      Notifier notifier,
      RetrySchedule schedule,
      DeliveryMetrics metrics,
      Clock clock) {
    this.outbox = outbox;
    this.senders = new Senders(notifier, schedule, clock);
    this.metrics = metrics;
    this.clock = clock;
    keeper.setDaemon(true);
  }

  /** Begins to deliver. */
  public void start() {
    keeper.start();
  }

  @Override
  public Room room() {
    return senders.room(owner, clock.instant().plus(LEASE));
  }

  @Override
  public void take(List<Message> leased, boolean others) {
    if (!leased.isEmpty()) {
      senders.take(leased);
    }
    if (others) {
      senders.wake();
    }
  }

  @Override
  public void doubt(List<Message> leased) {
    senders.doubt(leased);
  }

  /** Whether messages are being sent or could be. */
  public boolean busy() {
    return senders.busy();
  }

  /** Says that something new is in the outbox. */
  public void wake() {
    senders.wake();
  }

  /** Whether the worker is alive and its store answers. */
  public ComponentHealth check() {
    if (failed.isCompletedExceptionally()) {
      return ComponentHealth.notReady("delivery", failure.orElse("died"));
    }
    if (!keeper.isAlive()) {
      return ComponentHealth.notReady("delivery", "the outbox worker does not run");
    }
    if (System.nanoTime() - lastRound > STUCK.toNanos()) {
      return ComponentHealth.notReady("delivery", "the outbox worker is stuck");
    }
    return failure
        .map(reason -> ComponentHealth.notReady("delivery", reason))
        .orElseGet(() -> ComponentHealth.ready("delivery", "running"));
  }

  /** Completes exceptionally with the cause when the worker died; otherwise never. */
  public CompletableFuture<Void> failed() {
    return failed;
  }

  /**
   * Takes nothing new from now on. A call that ends without success after this is no failure of its
   * target, so the channels may break off what they have under way.
   */
  public void stop() {
    closing = true;
    senders.stop();
  }

  /** Ends; what is under way and not recorded is sent again by the next run, with the same id. */
  @Override
  public void close() {
    stop();
    senders.shutdown();
    try {
      keeper.join(4_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      work();
      settle();
    } catch (Throwable dead) {
      failure = Optional.of("died: " + dead.getClass().getSimpleName());
      failed.completeExceptionally(dead);
      LOG.atError().setCause(dead).log("The outbox worker died");
    }
  }

  private void work() {
    boolean more = true;
    while (!closing) {
      try {
        beat();
        record();
        putOff();
        if (more || System.nanoTime() - lastClaim > BETWEEN_CLAIMS.toNanos()) {
          claim();
        }
        measure();
        failure = Optional.empty();
        lastRound = System.nanoTime();
        more = senders.await(ROUND);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failure = Optional.of("the outbox cannot be read or written");
        lastRound = System.nanoTime();
        LOG.atWarn()
            .addKeyValue("outcome", "retry")
            .log("The outbox cannot be worked on: {}", e.getMessage());
        LOG.debug("Cause", e);
        pause();
      }
    }
  }

  /** Records what was delivered in the end, and gives back what was not. */
  private void settle() {
    try {
      boolean ended = senders.awaitEnd(Duration.ofSeconds(2));
      record();
      if (ended) { // Else a lease that runs out is the only safe way to give it back.
        outbox.release(owner);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atWarn().log("The last results were not recorded; they are sent again: {}", e.toString());
    }
  }

  private void beat() {
    if (System.nanoTime() - lastHeartbeat > HEARTBEAT.toNanos()) {
      int freed = outbox.alive(owner, SILENCE);
      lastHeartbeat = System.nanoTime();
      if (freed > 0) {
        LOG.atWarn()
            .addKeyValue("outcome", "freed")
            .log("An instance is gone; {} messages that it had leased are free", freed);
      }
    }
  }

  /** Counting what waits costs more the more waits, so not in every round. */
  private void measure() {
    if (System.nanoTime() - lastMeasure > ROUND.toNanos() * 4) {
      metrics.waiting(outbox.backlog());
      lastMeasure = System.nanoTime();
    }
  }

  private void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void claim() {
    List<Message> stale = senders.stale();
    if (!stale.isEmpty()) {
      outbox.giveBack(owner, stale);
    }
    int room = senders.room();
    if (room > 0) {
      lastClaim = System.nanoTime();
      Outbox.Claimed next = outbox.claim(owner, clock.instant(), LEASE, room, senders.full());
      next.capped().forEach(this::capped);
      senders.add(next.messages(), next.messages().size() >= room);
    }
  }

  private void putOff() {
    for (Senders.Quiet quiet : senders.quiet()) {
      outbox.defer(owner, quiet.message(), quiet.until(), Routing.QUIET);
      senders.putOff(1);
      metrics.deferred(Routing.QUIET, 1);
    }
  }

  private void capped(String subscription, int messages) {
    metrics.deferred("cap", messages);
    LOG.atInfo()
        .addKeyValue("subscription", subscription)
        .addKeyValue("outcome", "deferred")
        .log("Its cap per hour is reached; {} messages wait", messages);
  }

  private void disabled(Outbox.Disabled disabled) {
    metrics.disabled(disabled.reason());
    LOG.atWarn()
        .addKeyValue("subscription", disabled.subscriptionId())
        .addKeyValue("reason", disabled.reason())
        .log("Disabled; told by {}", disabled.notified().orElse("nobody but this line"));
  }

  private void record() {
    List<Attempt> attempts = senders.done();
    if (attempts.isEmpty()) {
      return;
    }
    outbox.record(owner, attempts).forEach(this::disabled);
    senders.recorded(attempts);
    for (Attempt attempt : attempts) {
      metrics.attempted(attempt);
      log(attempt);
    }
  }

  private static void log(Attempt attempt) {
    (attempt.outcome() instanceof Outcome.Delivered ? LOG.atDebug() : LOG.atInfo())
        .addKeyValue("subscription", attempt.message().subscription().id())
        .addKeyValue("outcome", attempt.outcomeName())
        .addKeyValue("reason", attempt.reason().map(GiveUpReason::wireName).orElse(""))
        .log("Attempted a delivery");
  }
}
