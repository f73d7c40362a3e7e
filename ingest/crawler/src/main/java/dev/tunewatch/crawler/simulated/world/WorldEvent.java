package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.HubRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that happens to one model of the hub. */
public sealed interface WorldEvent {

  /** When, by the hub's clock. */
  Instant at();

  /** The name that the model has before. */
  String name();

  /** A model is published; the record says when it was created. */
  record Born(Instant at, HubRecord record) implements WorldEvent {

    @Override
    public String name() {
      return record.id();
    }
  }

  /**
   * A model is changed. Other values than those of {@link #SETTINGS} are a commit: {@code
   * lastModified} becomes the time of the event, and {@code sha} another one unless it is set.
   *
   * @param set new values as JSON; null takes a field away
   * @param texts new texts of files; null takes a file away
   */
  record Edited(
      Instant at,
      String name,
      Map<String, @Nullable String> set,
      Map<String, @Nullable String> texts)
      implements WorldEvent {

    /** What is set on the hub's pages, or counted by it, without a commit. */
    public static final Set<String> SETTINGS =
        Set.of("gated", "private", "disabled", "downloads", "likes", "trendingScore");

    public Edited {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** An edit of values only. */
    public Edited(Instant at, String name, Map<String, @Nullable String> set) {
      this(at, name, set, Map.of());
    }

    boolean isCommit() {
      return !texts.isEmpty() || !SETTINGS.containsAll(set.keySet());
    }
  }

  /** A model gets another name; the old one redirects until somebody takes it. */
  record Renamed(Instant at, String name, String to) implements WorldEvent {}

  /** A model is taken down. */
  record Deleted(Instant at, String name) implements WorldEvent {}
}
