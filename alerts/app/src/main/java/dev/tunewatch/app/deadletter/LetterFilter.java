package dev.tunewatch.app.deadletter;

import dev.tunewatch.bus.LetterId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters are meant.
 *
 * @param stage and everything below it, so that {@code ingest} means {@code ingest.live}, too
 * @param reason as in the metric
 * @param since appended then or later
 * @param ids these alone; empty for all
 * @param closed whether those that are dealt with are meant, too
 */
public record LetterFilter(
    Optional<String> stage,
    Optional<String> reason,
    Optional<Instant> since,
    Set<LetterId> ids,
    boolean closed) {

  public LetterFilter {
    ids = Set.copyOf(ids);
  }

  /** Whether it narrows anything down. */
  public boolean selects() {
    return stage.isPresent() || reason.isPresent() || since.isPresent() || !ids.isEmpty();
  }

  boolean matches(Letter letter) {
    String of = letter.what().stage();
    return stage.map(wanted -> of.equals(wanted) || of.startsWith(wanted + ".")).orElse(true)
        && reason.map(wanted -> letter.what().reason().equals(wanted)).orElse(true)
        && since.map(earliest -> !letter.at().isBefore(earliest)).orElse(true)
        && (ids.isEmpty() || ids.contains(letter.id()))
        && (closed || letter.closed().isEmpty());
  }
}
