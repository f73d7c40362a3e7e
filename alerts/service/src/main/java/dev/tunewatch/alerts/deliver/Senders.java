package dev.tunewatch.alerts.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was leased, side by side, and keeps what came of it until that is recorded. A sender
 * whose message was delivered goes on at once, while others are being recorded; one whose message
 * was not keeps its place until the store knows of it, so that a failing endpoint is asked no more
 * often than its circuit allows. A subscriber that hangs holds only its share.
 */
final class Senders {

  private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
  private static final int SENDERS = 32;

  /** What a kill sends again at the most, beside what is under way. */
  private static final int MOST_UNRECORDED = 128;

  /** So many results are worth a transaction; fewer wait this long for more. */
  private static final int BUNCH = 64;

  private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();

  private final Notifier notifier;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final ExecutorService threads;
  private final Ahead ahead = new Ahead();
  private final Slots slots = new Slots();
  private final Deque<Attempt> done = new ArrayDeque<>();
  private final Deque<Quiet> quiet = new ArrayDeque<>();
  private final Deque<Message> doubted = new ArrayDeque<>();
  private boolean woken;

  /** Whether the outbox may hold more that is due; it does before anybody has looked. */
  private boolean hungry = true;

  private boolean closing;
  private long oldestDone;

  Senders(Notifier notifier, RetrySchedule schedule, Clock clock) {
    this.notifier = notifier;
    this.schedule = schedule;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            SENDERS,
            task -> {
              Thread thread = new Thread(task, "sender-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes what was leased.
   *
   * @param more whether there may be more where it came from
   */
  synchronized void add(List<Message> leased, boolean more) {
    leased.forEach(ahead::add);
    hungry = more;
    handOut();
  }

  /** How many more are worth a lease now: a transaction for a few would cost more than it gains. */
  synchronized int room() {
    return ahead.size() < Ahead.MOST / 2 ? Ahead.CLAIM : 0;
  }

  /**
   * What may be leased for these senders where it is accepted. Nothing while older messages may
   * wait in the outbox, or those that are accepted now would always be sent before them.
   */
  synchronized Room room(String owner, Instant until) {
    int left = Ahead.MOST - ahead.size();
    return closing || hungry || left <= 0
        ? Room.NONE
        : new Room(owner, until, left, Ahead.MOST_OF_ONE, ahead.sizes());
  }

  /** Takes what was leased where it was accepted. */
  synchronized void take(List<Message> leased) {
    leased.forEach(ahead::add);
    handOut();
  }

  /** Whether something is under way or could be. */
  synchronized boolean busy() {
    return slots.taken() > 0 || ahead.size() > 0;
  }

  /** Subscriptions that have enough leased. */
  synchronized Set<String> full() {
    return ahead.full();
  }

  /** Takes out what is leased and should be given back. */
  synchronized List<Message> stale() {
    List<Message> stale = new ArrayList<>(ahead.stale());
    stale.addAll(doubted);
    doubted.clear();
    return stale;
  }

  /** Notes what may be leased without being here. */
  synchronized void doubt(List<Message> leased) {
    doubted.addAll(leased);
  }

  /** What may not be sent before a time; it stays here until {@link #putOff}. */
  synchronized List<Quiet> quiet() {
    return List.copyOf(quiet);
  }

  /** The first of those are written down. */
  synchronized void putOff(int count) {
    for (int i = 0; i < count; i++) {
      quiet.removeFirst();
    }
  }

  /** What came of attempts; it stays here until it is {@link #recorded}. */
  synchronized List<Attempt> done() {
    return List.copyOf(done);
  }

  /** These, the first of what is done, are written down. */
  synchronized void recorded(List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      done.removeFirst();
      boolean delivered = attempt.outcome() instanceof Outcome.Delivered;
      ahead.ended(attempt.message().subscription().id(), delivered);
      if (!delivered) {
        slots.free(attempt.message().subscription().id());
      }
    }
    oldestDone = System.nanoTime();
    handOut();
  }

  /** Says that there is something to do. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /**
   * Waits until there is something to write down, somebody woke it, or a time is over.
   *
   * @return whether it was woken, or could do with more
   */
  synchronized boolean await(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    while (!closing && !woken && !isHungry()) {
      long left = until - System.nanoTime();
      if (!done.isEmpty()) {
        long gathered = oldestDone + GATHER_NANOS - System.nanoTime();
        if (gathered <= 0 || slots.taken() == 0 || done.size() >= BUNCH) {
          break;
        }
        left = Math.min(left, gathered);
      }
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    boolean more = woken || isHungry();
    woken = false;
    return more;
  }

  /** Hands out nothing from now on; a call that fails from now on says nothing of its target. */
  synchronized void stop() {
    closing = true;
    notifyAll();
  }

  /** Interrupts what is under way. */
  void shutdown() {
    threads.shutdownNow();
  }

  /** Whether all senders have ended. */
  boolean awaitEnd(Duration most) throws InterruptedException {
    return threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isHungry() {
    return hungry && ahead.size() < Ahead.MOST / 2;
  }

  /** Gives senders what they can take; what is not handed out when this closes is released. */
  private void handOut() {
    while (!closing && slots.taken() < SENDERS && done.size() + slots.taken() < MOST_UNRECORDED) {
      Optional<Message> next = ahead.next(slots.busy());
      if (next.isEmpty()) {
        break;
      }
      Message message = next.get();
      if (isQuiet(message)) {
        continue;
      }
      slots.take(message.subscription().id());
      threads.execute(() -> send(message));
    }
    if (isHungry()) {
      notifyAll();
    }
  }

  /** What waited for something else may have become due in quiet hours. */
  private boolean isQuiet(Message message) {
    Optional<Instant> until = message.subscription().pace().quietUntil(clock.instant());
    if (until.isEmpty() || message.urgent()) {
      return false;
    }
    quiet.addLast(new Quiet(message, until.get()));
    woken = true;
    notifyAll();
    return true;
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
    boolean delivered = outcome instanceof Outcome.Delivered;
    Attempt attempt =
        schedule.judge(message, outcome, clock.instant(), (System.nanoTime() - begin) / 1_000_000);
    synchronized (this) {
      if (closing && !delivered) {
        return; // Closing may have broken the call off: nothing is known, so nothing is recorded.
      }
      if (done.isEmpty()) {
        oldestDone = System.nanoTime();
      }
      done.addLast(attempt);
      if (delivered) {
        slots.free(message.subscription().id());
        handOut();
      }
      if (done.size() == 1 || done.size() == BUNCH || slots.taken() == 0) {
        notifyAll();
      }
    }
  }

  /**
   * A message that nobody wants to hear now.
   *
   * @param until when they do
   */
  record Quiet(Message message, Instant until) {}
}
