package dev.tunewatch.alerts.deliver;

import dev.tunewatch.events.ComponentHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker behind the outbox: leases what is due, lets channels send it side by side, records
 * what happened. One thread does all the book-keeping, so that many results become one transaction;
 * a subscriber that hangs can hold only its share of the senders.
 */
public final class Dispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int SENDERS = 32;
  private static final int PER_SUBSCRIPTION = 16;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration ROUND = Duration.ofMillis(250);
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final Notifier notifier;
  private final RetrySchedule schedule;
  private final DeliveryMetrics metrics;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();
  private final Semaphore wake = new Semaphore(0);
  private final LinkedBlockingQueue<Attempt> done = new LinkedBlockingQueue<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Ahead ahead = new Ahead();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ExecutorService senders;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();
  private final Thread keeper = new Thread(this::run, "outbox");
  private volatile boolean closing;
  private volatile long lastRound = System.nanoTime();
  private long lastMeasure = System.nanoTime() - STUCK.toNanos();
  private volatile Optional<String> failure = Optional.empty();

  /** Wires the stage; {@link #start()} sets it going. */
  public Dispatcher(
      Outbox outbox,
      Notifier notifier,
      RetrySchedule schedule,
      DeliveryMetrics metrics,
      Clock clock) {
    this.outbox = outbox;
    this.notifier = notifier;
    this.schedule = schedule;
    this.metrics = metrics;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.senders =
        Executors.newFixedThreadPool(
            SENDERS,
            task -> {
              Thread thread = new Thread(task, "sender-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    keeper.setDaemon(true);
  }

  /** Begins to deliver. */
  public void start() {
    keeper.start();
  }

  /** Says that something new is in the outbox. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
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
    wake();
  }

  /** Ends; what is under way and not recorded is sent again by the next run, with the same id. */
  @Override
  public void close() {
    stop();
    senders.shutdownNow();
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
    while (!closing) {
      try {
        boolean recorded = record();
        boolean worked = claim() || recorded;
        measure();
        failure = Optional.empty();
        lastRound = System.nanoTime();
        if (!worked) {
          wake.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
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
      boolean ended = senders.awaitTermination(2, TimeUnit.SECONDS);
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

  private boolean claim() {
    List<Message> stale = ahead.stale();
    if (!stale.isEmpty()) {
      outbox.giveBack(owner, stale);
    }
    boolean claimed = false;
    if (ahead.size() < Ahead.MOST / 2) { // A transaction for a few would cost more than it gains.
      Outbox.Claimed next =
          outbox.claim(owner, clock.instant(), LEASE, Ahead.MOST - ahead.size(), ahead.full());
      next.capped().forEach(this::capped);
      next.messages().forEach(ahead::add);
      claimed = !next.messages().isEmpty();
    }
    return handOut() || claimed;
  }

  /** Gives senders what they can take; what is not handed out when this closes is released. */
  private boolean handOut() {
    Set<String> busy = new HashSet<>();
    underWay.forEach(
        (subscription, count) -> {
          if (count >= PER_SUBSCRIPTION) {
            busy.add(subscription);
          }
        });
    boolean any = false;
    while (!closing && inFlight.get() < SENDERS) {
      Optional<Message> next = ahead.next(busy);
      if (next.isEmpty()) {
        break;
      }
      Message message = next.get();
      any = true;
      if (deferred(message)) {
        continue;
      }
      String subscription = message.subscription().id();
      if (underWay.merge(subscription, 1, Integer::sum) >= PER_SUBSCRIPTION) {
        busy.add(subscription);
      }
      inFlight.incrementAndGet();
      senders.execute(() -> send(message));
    }
    return any;
  }

  /** What waited for something else may have become due in quiet hours. */
  private boolean deferred(Message message) {
    Optional<Instant> quiet = message.subscription().pace().quietUntil(clock.instant());
    if (quiet.isEmpty() || message.urgent()) {
      return false;
    }
    outbox.defer(owner, message, quiet.get(), Routing.QUIET);
    metrics.deferred(Routing.QUIET, 1);
    return true;
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

  private void send(Message message) {
    long begin = System.nanoTime();
    Outcome outcome = new Outcome.RetryAfter(GiveUpReason.NETWORK, Optional.empty());
    try {
      outcome = isEmpty(message) ? new Outcome.Delivered() : notifier.send(message);
    } catch (RuntimeException | Error bug) {
      LOG.atError()
          .addKeyValue("subscription", message.subscription().id())
          .log("A channel failed: {}", bug.toString());
    } finally {
      finish(message, outcome, begin); // Else its place among the senders would never be free.
    }
  }

  /** All that it was to say was said in another message. */
  private static boolean isEmpty(Message message) {
    return message.content() instanceof Content.Listing && message.content().alerts() == 0;
  }

  private void finish(Message message, Outcome outcome, long begin) {
    if (closing && !(outcome instanceof Outcome.Delivered)) {
      return; // Closing may have broken the call off: nothing is known, so nothing is recorded.
    }
    done.add(judge(message, outcome, (System.nanoTime() - begin) / 1_000_000));
    wake();
  }

  private Attempt judge(Message message, Outcome outcome, long tookMillis) {
    Instant now = clock.instant();
    if (outcome instanceof Outcome.RetryAfter retry) {
      Optional<Duration> wait = schedule.next(message.attempt(), retry.after());
      return wait.isPresent()
          ? new Attempt(message, retry, wait.map(now::plus), now, tookMillis)
          : new Attempt(
              message, new Outcome.GaveUp(retry.reason()), Optional.empty(), now, tookMillis);
    }
    return new Attempt(message, outcome, Optional.empty(), now, tookMillis);
  }

  private boolean record() {
    List<Attempt> attempts = new ArrayList<>(done);
    if (attempts.isEmpty()) {
      return false;
    }
    outbox.record(owner, attempts).forEach(this::disabled);
    for (Attempt attempt : attempts) {
      done.remove(); // Only this thread takes from the queue, so these are its first.
      underWay.computeIfPresent(
          attempt.message().subscription().id(), (id, count) -> count > 1 ? count - 1 : null);
      inFlight.decrementAndGet();
      ahead.ended(
          attempt.message().subscription().id(), attempt.outcome() instanceof Outcome.Delivered);
      metrics.attempted(attempt);
      log(attempt);
    }
    return true;
  }

  private static void log(Attempt attempt) {
    (attempt.outcome() instanceof Outcome.Delivered ? LOG.atDebug() : LOG.atInfo())
        .addKeyValue("subscription", attempt.message().subscription().id())
        .addKeyValue("outcome", attempt.outcomeName())
        .addKeyValue("reason", attempt.reason().map(GiveUpReason::wireName).orElse(""))
        .log("Attempted a delivery");
  }
}
