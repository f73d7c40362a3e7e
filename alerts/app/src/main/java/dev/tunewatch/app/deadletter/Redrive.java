package dev.tunewatch.app.deadletter;

import dev.tunewatch.app.deadletter.SourceScan.Place;
import dev.tunewatch.app.deadletter.SourceScan.Standing;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.Partitioning;
import dev.tunewatch.bus.RedriveMark;
import dev.tunewatch.bus.RedriveMark.Outcome;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.publish.ReleaseRecords;
import dev.tunewatch.events.IngestTopics;
import dev.tunewatch.events.ReleasePart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Redrives dead letters. What is sent and the mark that remembers it are one transaction, and a
 * second redrive fences the first before it reads, so no letter is redriven twice.
 */
public final class Redrive implements AutoCloseable {

  private static final int CHUNK = 100;

  private final KafkaSettings kafka;
  private final boolean dryRun;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Takes over from any other redrive of the installation.
   *
   * @param kafka with the partitions that the topics were born with
   * @param dryRun whether everything is decided and nothing written
   */
  public Redrive(KafkaSettings kafka, boolean dryRun) {
    this.kafka = kafka;
    this.dryRun = dryRun;
    this.producer = Clients.transactionalProducer(kafka, "dead-letters.redrive");
    if (!dryRun) {
      producer.initTransactions();
    }
  }

  /**
   * What became of a letter.
   *
   * @param outcome null where there is nothing to redrive
   * @param detail for people
   */
  public record Redriven(Letter letter, @Nullable Outcome outcome, String detail) {

    /** Whether the letter is dealt with. */
    public boolean closed() {
      return outcome != null && outcome.closes();
    }
  }

  /** What is to be written for one letter, and what is to be looked up before. */
  private record Plan(
      Letter letter,
      @Nullable Outcome outcome,
      String detail,
      List<Place> places,
      List<ReleasePart> parts) {

    static Plan ended(Letter letter, @Nullable Outcome outcome, String detail) {
      return new Plan(letter, outcome, detail, List.of(), List.of());
    }
  }

  /** Redrives the letters that are meant, oldest first, and tells each one's end. */
  public void run(LetterFilter filter, Consumer<Redriven> told) {
    try (LetterLog log = new LetterLog(kafka);
        SourceScan sources = new SourceScan(kafka)) {
      List<Letter> letters = log.read(filter);
      Set<Place> sent = new HashSet<>();
      for (int from = 0; from < letters.size(); from += CHUNK) {
        List<Plan> plans = new ArrayList<>();
        for (Letter letter : letters.subList(from, Math.min(letters.size(), from + CHUNK))) {
          plans.add(plan(letter, log, sources));
        }
        Map<Place, Standing> standing =
            sources.look(plans.stream().flatMap(plan -> plan.places().stream()).toList());
        Map<Redriven, List<ProducerRecord<byte[], byte[]>>> decided = new LinkedHashMap<>();
        plans.forEach(plan -> decide(plan, standing, sent, decided));
        write(decided);
        decided.keySet().forEach(told);
      }
    }
  }

  private Plan plan(Letter letter, LetterLog log, SourceScan sources) {
    Remedy remedy = Remedy.of(letter, kafka.prefix());
    if (remedy instanceof Remedy.SendBack back) {
      Place place =
          new Place(
              new TopicPartition(back.topic(), back.partition()),
              back.offset(),
              key(letter.what().key()));
      return new Plan(letter, Outcome.SENT_BACK, back.topic(), List.of(place), List.of());
    }
    if (remedy instanceof Remedy.ReadAgain row) {
      return readAgain(letter, row.hub(), log, sources);
    }
    return Plan.ended(letter, null, ((Remedy.Nothing) remedy).why());
  }

  private Plan readAgain(Letter letter, String hub, LetterLog log, SourceScan sources) {
    Optional<HubFormat> format = HubFormats.find(hub);
    Optional<byte[]> row = log.body(letter.id());
    if (format.isEmpty() || row.isEmpty()) {
      return Plan.ended(letter, null, format.isEmpty() ? "no adapter reads " + hub : "it is gone");
    }
    try {
      List<ReleasePart> parts = format.get().read(row.get(), letter.at());
      List<Place> places = new ArrayList<>();
      for (ReleasePart part : parts) {
        TopicPartition partition =
            new TopicPartition(
                kafka.named(IngestTopics.RELEASES.name()),
                Partitioning.ofRelease(part.key(), kafka.partitions()));
        places.add(
            new Place(
                partition,
                sources.offsetAt(partition, letter.at().toEpochMilli()),
                key(part.key().getBytes(StandardCharsets.UTF_8))));
      }
      return new Plan(letter, Outcome.PUBLISHED, hub, places, parts);
    } catch (MalformedRecord still) {
      return Plan.ended(letter, Outcome.REFUSED, String.valueOf(still.getMessage()));
    }
  }

  private void decide(
      Plan plan,
      Map<Place, Standing> standing,
      Set<Place> sent,
      Map<Redriven, List<ProducerRecord<byte[], byte[]>>> decided) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < plan.places().size(); i++) {
      Place place = plan.places().get(i);
      Standing found = Objects.requireNonNull(standing.get(place));
      if (plan.outcome() == Outcome.SENT_BACK) {
        // Two letters of one record, of two stages for example, send it back once.
        ConsumerRecord<byte[], byte[]> original = found.original();
        if (original != null && found.newest() == original.offset() && sent.add(place)) {
          records.add(again(original, plan.letter()));
        }
      } else if (found.newest() < 0 && sent.add(new Place(place.partition(), -1, place.key()))) {
        records.add(republished(plan.parts().get(i), plan.letter()));
      }
    }
    boolean superseded = records.isEmpty() && !plan.places().isEmpty();
    Redriven redriven =
        superseded
            ? new Redriven(
                plan.letter(), Outcome.SUPERSEDED, "something newer stands under its key")
            : new Redriven(plan.letter(), plan.outcome(), plan.detail());
    decided.put(redriven, records);
  }

  /**
   * The record as it was, a millisecond older than it was: Kafka Streams passes over a value that
   * is equal to the one that its table holds, unless time goes back.
   */
  private static ProducerRecord<byte[], byte[]> again(
      ConsumerRecord<byte[], byte[]> original, Letter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            original.topic(),
            original.partition(),
            Math.max(0, original.timestamp() - 1),
            original.key(),
            original.value(),
            original.headers());
    return marked(record, letter);
  }

  private ProducerRecord<byte[], byte[]> republished(ReleasePart part, Letter letter) {
    return marked(
        new ReleaseRecords(kafka, "/dead-letters/" + part.release().hub())
            .of(Publishable.observed(part, "redriven " + letter.id())),
        letter);
  }

  private static ProducerRecord<byte[], byte[]> marked(
      ProducerRecord<byte[], byte[]> record, Letter letter) {
    record.headers().remove("tw_redriven_from");
    record
        .headers()
        .add("tw_redriven_from", letter.id().toString().getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private void write(Map<Redriven, List<ProducerRecord<byte[], byte[]>>> decided) {
    if (dryRun || decided.keySet().stream().allMatch(redriven -> redriven.outcome() == null)) {
      return;
    }
    String topic = kafka.named(IngestTopics.DEAD_LETTERS.name());
    producer.beginTransaction();
    decided.forEach(
        (redriven, records) -> {
          records.forEach(producer::send);
          Outcome outcome = redriven.outcome();
          if (outcome != null) {
            Letter letter = redriven.letter();
            producer.send(
                new RedriveMark(letter.id(), outcome, redriven.detail())
                    .toRecord(topic, letter.what().key()));
          }
        });
    producer.commitTransaction();
  }

  private static ByteBuffer key(byte @Nullable [] key) {
    return ByteBuffer.wrap(key == null ? new byte[0] : key);
  }

  /** An unfinished transaction is aborted by the next redrive, or by the broker. */
  @Override
  public void close() {
    producer.close(java.time.Duration.ofSeconds(1));
  }
}
