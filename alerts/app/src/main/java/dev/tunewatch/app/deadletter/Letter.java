package dev.tunewatch.app.deadletter;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.bus.LetterId;
import dev.tunewatch.bus.RedriveMark;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter as it lies in the topic.
 *
 * @param id where
 * @param at when it was appended
 * @param what reason, position and key; without the body, which is read when it is asked for
 * @param bytes of the body, 0 where none was kept
 * @param attempts how often these bytes were redriven before
 * @param closed what became of it, where it is dealt with
 */
public record Letter(
    LetterId id,
    Instant at,
    DeadLetter what,
    int bytes,
    int attempts,
    Optional<RedriveMark.Outcome> closed) {}
