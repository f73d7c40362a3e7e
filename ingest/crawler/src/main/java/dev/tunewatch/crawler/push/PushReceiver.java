package dev.tunewatch.crawler.push;

import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.CloudEvents;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.coverage.IngestMetrics;
import dev.tunewatch.crawler.hub.Excerpt;
import dev.tunewatch.crawler.push.HookVerdict.Outcome;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the Hugging Face Hub's webhooks: a genuine one is a wish in {@code watch.v1}, committed
 * before it is answered, and the recheck lane reads the release's page at once. One that comes
 * twice is a second look, which publishes nothing new.
 */
public final class PushReceiver implements AutoCloseable {

  /** The hub that sends. */
  public static final String HUB = "huggingface";

  private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);
  private static final long MOST_SECONDS = 5;

  private final HuggingFaceHook hook;
  private final KafkaSettings kafka;
  private final IngestMetrics metrics;
  private final Clock clock;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** Wires it; Kafka is connected when the first webhook is accepted. */
  public PushReceiver(Secret secret, KafkaSettings kafka, IngestMetrics metrics, Clock clock) {
    this.hook = new HuggingFaceHook(secret);
    this.kafka = kafka;
    this.metrics = metrics;
    this.clock = clock;
    metrics.pushes(HUB, List.of(Outcome.values()).stream().map(Outcome::label).toList());
  }

  /**
   * Takes one in.
   *
   * @param secret the header {@code X-Webhook-Secret}
   * @param body at most {@link HuggingFaceHook#MAX_BYTES}
   * @return the HTTP status of the answer
   */
  public int receive(@Nullable String secret, byte[] body) {
    HookVerdict verdict = hook.judge(secret, body, clock.instant());
    Outcome outcome = verdict.outcome();
    if (outcome == Outcome.ACCEPTED && !isKept(verdict.wishes())) {
      outcome = Outcome.UNAVAILABLE;
    }
    metrics.pushed(HUB, outcome.label());
    return outcome.status();
  }

  private boolean isKept(List<Wish> wishes) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Wish wish : wishes) {
        sent.add(producer().send(record(wish)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get(MOST_SECONDS, TimeUnit.SECONDS);
      }
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | KafkaException failed) {
      LOG.atWarn()
          .addKeyValue("hub", HUB)
          .addKeyValue("outcome", "unavailable")
          .log("a webhook could not be kept: {}", failed.toString());
      return false;
    }
  }

  private ProducerRecord<byte[], byte[]> record(Wish wish) {
    byte[] value = WishCodec.encode(wish);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            kafka.named(IngestTopics.WATCH.name()),
            Partitioning.ofRelease(wish.key(), kafka.partitions()),
            wish.at().toEpochMilli(),
            wish.key().getBytes(StandardCharsets.UTF_8),
            value);
    CloudEvents.write(
        record.headers(),
        Excerpt.sha256(value).substring(0, 32),
        "dev.tunewatch.wish",
        "/ingest/" + HUB + "/push",
        wish.at());
    return record;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = Clients.producer(kafka, "ingest." + HUB + ".push");
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }
}
