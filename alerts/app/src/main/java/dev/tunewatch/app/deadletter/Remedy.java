package dev.tunewatch.app.deadletter;

import dev.tunewatch.assessments.StreamsTopics;
import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.events.IngestTopics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it means to redrive a letter; decided by where its bytes came from. */
sealed interface Remedy {

  /** Its bytes are a record of a topic: that record is put to the end of its topic again. */
  record SendBack(String topic, int partition, long offset) implements Remedy {}

  /** Its bytes are a hub's row: the adapter of today reads it and publishes what it reads. */
  record ReadAgain(String hub) implements Remedy {}

  /** There is nothing to redrive; somebody else repairs it, or the bytes are not all there. */
  record Nothing(String why) implements Remedy {}

  /** What ingest keeps of a row at most; a longer one lies there cut off. */
  int ROW_BYTES = 64 * 1024;

  Pattern POSITION = Pattern.compile("(.{1,249})-(\\d{1,6})@(\\d{1,18})");
  List<String> TOPICS = List.of(IngestTopics.RELEASES.name(), StreamsTopics.ASSESSMENTS.name());

  /**
   * Decides.
   *
   * @param prefix in front of the installation's topics
   */
  static Remedy of(Letter letter, String prefix) {
    DeadLetter what = letter.what();
    Matcher position = POSITION.matcher(what.position());
    if (position.matches()) {
      String topic = position.group(1);
      String name = topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
      return TOPICS.contains(name)
          ? new SendBack(
              prefix + name, Integer.parseInt(position.group(2)), Long.parseLong(position.group(3)))
          : new Nothing("records of " + topic + " are the product's own; rebuild the state");
    }
    if (!what.stage().startsWith("ingest.")) {
      return new Nothing("its position does not say where it came from");
    }
    return switch (what.reason()) {
      case "malformed" -> row(letter);
      case "malformed_page", "foreign_link" ->
          new Nothing("the gap that it left is open in the ledger and is repaired from there");
      default -> new Nothing("the lane asks the hub again by itself");
    };
  }

  private static Remedy row(Letter letter) {
    if (letter.bytes() == 0) {
      return new Nothing("its bytes were not kept");
    }
    if (letter.bytes() >= ROW_BYTES) {
      return new Nothing("only its first " + ROW_BYTES + " bytes were kept");
    }
    return Optional.ofNullable(letter.what().key())
        .map(key -> new String(key, StandardCharsets.UTF_8).split("[:/#]", 2)[0])
        .<Remedy>map(ReadAgain::new)
        .orElseGet(() -> new Nothing("its key does not name the hub"));
  }
}
