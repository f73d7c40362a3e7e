package dev.tunewatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Severity;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final int LAST_ATTEMPT = 11;

  private final Kept outbox = new Kept();

  @Test
  void closingRecordsWhatWasDeliveredAndGivesBackWhatItBrokeOff() throws Exception {
    CountDownLatch underWay = new CountDownLatch(2);
    CountDownLatch brokenOff = new CountDownLatch(1);
    outbox.waiting.add(message(1, LAST_ATTEMPT));
    outbox.waiting.add(message(2, 1));
    Dispatcher dispatcher =
        dispatcher(
            message -> {
              underWay.countDown();
              awaitQuietly(brokenOff);
              return message.outboxId() == 1
                  ? new Outcome.RetryAfter(GiveUpReason.NETWORK, Optional.empty())
                  : new Outcome.Delivered();
            });
    dispatcher.start();
    underWay.await();
    dispatcher.stop();
    brokenOff.countDown();
    dispatcher.close();

    assertThat(outbox.recorded).extracting(a -> a.message().outboxId()).containsExactly(2L);
    assertThat(outbox.recorded).extracting(Attempt::outcomeName).containsExactly("delivered");
    assertThat(outbox.released).isEqualTo(1);
  }

  @Test
  void takesNothingBeforeItKnowsThatNothingOlderWaits() {
    Dispatcher dispatcher = dispatcher(message -> new Outcome.Delivered());
    assertThat(dispatcher.room().take("s")).as("nobody has looked yet").isFalse();
    try (dispatcher) {
      dispatcher.start();
      await().until(() -> dispatcher.room().take("s"));
    }
    assertThat(dispatcher.room().take("s")).as("it is closed").isFalse();
  }

  @Test
  void leavesRoomForClaimsOfOthersBesideOneThatHangs() throws Exception {
    CountDownLatch ends = new CountDownLatch(1);
    try (Dispatcher dispatcher =
        dispatcher(
            message -> {
              if (message.subscription().name().equals("hangs")) {
                awaitQuietly(ends);
              }
              return new Outcome.Delivered();
            })) {
      dispatcher.start();
      await().until(() -> dispatcher.room().take("s"));
      Message first = message("hangs", 1, 1);
      String hanging = first.subscription().id();
      List<Message> taken = new ArrayList<>();
      for (Room room = dispatcher.room(); room.take(hanging); ) {
        taken.add(
            new Message(
                taken.size(),
                "m",
                first.subscription(),
                first.content(),
                1,
                Samples.OBSERVED,
                false));
      }
      dispatcher.take(taken, false);
      assertThat(dispatcher.busy()).isTrue();
      assertThat(dispatcher.room().take("another")).isTrue();

      outbox.waiting.add(message(100_000, 1)); // Claimed, not handed over.
      dispatcher.wake();
      await().until(() -> !outbox.recorded().isEmpty());
      assertThat(outbox.recorded()).extracting(a -> a.message().outboxId()).contains(100_000L);
      ends.countDown();
      await().until(() -> outbox.recorded().size() == taken.size() + 1);
      assertThat(dispatcher.busy()).isFalse();
    }
  }

  @Test
  void anErrorInAChannelIsAFailedAttemptAndKeepsNoSenderBusy() {
    int many = 100; // More than there are senders.
    for (int i = 0; i < many; i++) {
      outbox.waiting.add(message(i, 1));
    }
    try (Dispatcher dispatcher =
        dispatcher(
            message -> {
              throw new LinkageError("a class is missing");
            })) {
      dispatcher.start();
      await().until(() -> outbox.recorded().size() == many);
      assertThat(outbox.recorded()).extracting(Attempt::outcomeName).containsOnly("retry");
      assertThat(dispatcher.failed()).isNotDone();
    }
  }

  @Test
  void anErrorInTheWorkerIsToldAndMakesItNotReady() {
    outbox.error = Optional.of(new LinkageError("a class is missing"));
    try (Dispatcher dispatcher = dispatcher(message -> new Outcome.Delivered())) {
      dispatcher.start();
      await().until(() -> dispatcher.failed().isCompletedExceptionally());
      assertThat(dispatcher.check().ready()).isFalse();
      assertThat(dispatcher.check().reason()).isEqualTo("died: LinkageError");
    }
  }

  private Dispatcher dispatcher(Notifier notifier) {
    return new Dispatcher(
        outbox,
        notifier,
        new RetrySchedule(new Random(1)),
        new DeliveryMetrics(new CollectorRegistry(), List.of("webhook"), List.of()),
        Clock.systemUTC());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Message message(long id, int attempt) {
    return message("s", id, attempt);
  }

  private static Message message(String name, long id, int attempt) {
    Instant now = Samples.OBSERVED;
    Alert alert =
        new Revisions(Duration.ofDays(7))
            .revise(null, Samples.alarming("m" + id), now)
            .orElseThrow()
            .alert();
    Subscription subscription =
        new SubscriptionDraft(
                name, "webhook", ChannelSettings.of(Map.of()), Severity.P4, true, Tlp.CLEAR)
            .create(new Random(id), now);
    return new Message(id, "msg_" + id, subscription, alert, attempt, now, Set.of());
  }

  /** An outbox in memory: each message can be claimed once. */
  private static final class Kept implements Outbox {

    private final Queue<Message> waiting = new ArrayDeque<>();
    private final List<Attempt> recorded = new ArrayList<>();
    private final List<Message> deferred = new ArrayList<>();
    private int released;
    private volatile Optional<Error> error = Optional.empty();

    @Override
    public synchronized Claimed claim(
        String owner, Instant now, Duration lease, int limit, Set<String> busy) {
      if (error.isPresent()) {
        throw error.get();
      }
      List<Message> claimed = new ArrayList<>();
      while (claimed.size() < limit && !waiting.isEmpty()) {
        claimed.add(waiting.remove());
      }
      return new Claimed(claimed, Map.of());
    }

    @Override
    public synchronized List<Disabled> record(String owner, Collection<Attempt> attempts) {
      recorded.addAll(attempts);
      return List.of();
    }

    synchronized List<Attempt> recorded() {
      return List.copyOf(recorded);
    }

    @Override
    public synchronized void release(String owner) {
      released++;
    }

    @Override
    public synchronized void defer(String owner, Message message, Instant until, String why) {
      deferred.add(message);
    }

    @Override
    public synchronized void giveBack(String owner, List<Message> messages) {
      waiting.addAll(messages);
    }

    @Override
    public void releaseLeases() {}

    @Override
    public int alive(String owner, Duration patience) {
      return 0;
    }

    @Override
    public synchronized Backlog backlog() {
      return new Backlog(waiting.size(), 0, 0, Map.of(), 0);
    }
  }
}
