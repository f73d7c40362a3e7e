package dev.tunewatch.bus;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter when it was redriven. It is a record of the dead-letter topic
 * itself, in the partition of its letter, so that it lives at least as long as that; it is
 * committed in the transaction that does what it says.
 *
 * @param letter which one
 * @param outcome what became of it
 * @param detail for people, bounded, without payload
 */
public record RedriveMark(LetterId letter, Outcome outcome, String detail) {

  private static final String LETTER = "tw_dl_redriven";
  private static final String OUTCOME = "tw_dl_outcome";
  private static final String DETAIL = "tw_dl_detail";
  private static final int MAX_TEXT = 500;

  public RedriveMark {
    if (detail.length() > MAX_TEXT) {
      detail = detail.substring(0, MAX_TEXT) + "…";
    }
  }

  /** What became of it. */
  public enum Outcome {
    /** The original record lies at the end of its topic again. */
    SENT_BACK(true),
    /** The hub's row could be read this time and was published. */
    PUBLISHED(true),
    /** Something newer stands under its key; nothing was sent. */
    SUPERSEDED(true),
    /** It still cannot be read; it stays a dead letter. */
    REFUSED(false);

    private final boolean closing;

    Outcome(boolean closing) {
      this.closing = closing;
    }

    /** Whether the letter is dealt with. */
    public boolean closes() {
      return closing;
    }

    /** The name in JSON and in headers, lower case. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The record for the dead-letter topic of that full name. */
  public ProducerRecord<byte[], byte[]> toRecord(String topic, byte @Nullable [] key) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, letter.partition(), key, null);
    record.headers().add(LETTER, bytes(letter.toString()));
    record.headers().add(OUTCOME, bytes(outcome.wireName()));
    record.headers().add(DETAIL, bytes(detail));
    return record;
  }

  /** Reads a record of the dead-letter topic; empty where it is a letter and no mark. */
  public static Optional<RedriveMark> of(Headers headers) {
    String letter = text(headers, LETTER);
    if (letter == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RedriveMark(
              LetterId.parse(letter),
              Outcome.valueOf(String.valueOf(text(headers, OUTCOME)).toUpperCase(Locale.ROOT)),
              String.valueOf(text(headers, DETAIL))));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
