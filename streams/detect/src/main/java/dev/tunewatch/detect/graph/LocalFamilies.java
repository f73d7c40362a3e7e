package dev.tunewatch.detect.graph;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The family graph of the releases of one process, its messages carried by a queue. */
public final class LocalFamilies {

  private record Letter(String to, Message message) {}

  private final Queue<Letter> letters = new ArrayDeque<>();
  private final FamilyEngine engine =
      new FamilyEngine(
          new MemoryGraph(),
          new Mail() {
            @Override
            public void send(String to, Message message) {
              letters.add(new Letter(to, message));
            }

            @Override
            public void resolved(String release, Family before, Family now) {
              // Asked for when all is settled.
            }
          });

  /** Adds or replaces a release; null takes it away. */
  public void release(String key, @Nullable Own own) {
    engine.release(key, own);
    for (Letter letter = letters.poll(); letter != null; letter = letters.poll()) {
      engine.message(letter.to(), letter.message());
    }
  }

  /** What the releases that were added make of this one's family. */
  public Family family(String key) {
    return engine.family(key);
  }
}
