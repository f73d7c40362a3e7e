package dev.tunewatch.crawler.simulated.world;

import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Seeded histories of a hub with what must be known of it in the end: an oracle that keeps a few
 * plain fields per release and shares no code with the product. Only these fields are held; an
 * event is written out when it is asked for.
 */
public final class Histories {

  private static final String[] TAGS = {
    "transformers", "safetensors", "gguf", "text-generation", "conversational", "region:us",
    "endpoints_compatible", "uncensored", "abliterated", "heretic", "decensored", "merge",
    "mergekit", "roleplay", "not-for-all-audiences", "8-bit"
  };
  private static final int TELLTALE = 0b0000_1111_1000_0000;
  private static final String[] LICENSES = {"apache-2.0", "mit", "llama3", "cc-by-nc-4.0", "other"};
  private static final String[] GATES = {"false", "\"auto\"", "\"manual\""};

  private final SplittableRandom random;
  private final Instant start;
  private final List<State> releases = new ArrayList<>();
  private final List<State> living = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Expected> ended = new HashMap<>();

  private Histories(long seed, Instant start) {
    this.random = new SplittableRandom(seed);
    this.start = start;
  }

  /**
   * Makes a history in which each release is born, about two in five are edited, and some are
   * renamed, taken down, or take a name that another one left.
   *
   * @param seed of everything; print it
   * @param count of releases
   * @param start the time of the first event at the earliest
   * @param span all happens within it, evenly
   */
  public static History of(long seed, int count, Instant start, Duration span) {
    Histories histories = new Histories(seed, start);
    histories.run(count, span.toMillis());
    return new History(seed, histories.events(), histories.expected());
  }

  /** What happened, by time, and what must be known afterwards of each name there ever was. */
  public record History(long seed, List<WorldEvent> events, Map<String, Expected> expected) {}

  /**
   * The end of a name.
   *
   * @param objectId who had it last
   * @param state whether it still has, and if not why
   * @param movedTo the name that this {@code _id} has in the end, if the state is RENAMED
   * @param tags of a present one, as those below
   * @param gated as JSON
   */
  public record Expected(
      String name,
      String objectId,
      State state,
      @Nullable String movedTo,
      String sha,
      Instant createdAt,
      Instant lastModified,
      Set<String> tags,
      String license,
      String gated,
      String card) {

    /** What became of it. */
    public enum State {
      PRESENT,
      PRIVATE,
      RENAMED,
      REMOVED
    }
  }

  private void run(int count, long span) {
    int events = count + count * 4 / 5;
    int births = 0;
    for (int i = 0; i < events; i++) {
      long at = start.toEpochMilli() + (long) (span * ((double) i / events));
      boolean mustBeBorn = count - births >= events - i;
      if (living.isEmpty() || mustBeBorn || (births < count && random.nextInt(9) < 5)) {
        born(births++, at);
      } else {
        happens(living.get(random.nextInt(living.size())), at);
      }
    }
  }

  private void born(int number, long at) {
    boolean takesOver = !left.isEmpty() && random.nextInt(20) == 0;
    String name =
        takesOver
            ? left.remove(random.nextInt(left.size()))
            : "maker" + random.nextInt(400) + "/tune-" + number + (number % 3 == 0 ? "-GGUF" : "");
    State state = new State(number, name, at, random.nextInt(1 << TAGS.length));
    state.license = random.nextInt(LICENSES.length);
    releases.add(state);
    living.add(state);
    ended.remove(name);
    steps.add(new Step(Kind.BORN, at, state.copy(), name));
  }

  private void happens(State state, long at) {
    int odds = random.nextInt(100);
    if (odds < 45) {
      state.tags ^= 1 << random.nextInt(TAGS.length);
      committed(Kind.TAGS, state, at);
    } else if (odds < 55) {
      state.tags &= ~TELLTALE;
      committed(Kind.TAGS, state, at);
    } else if (odds < 70) {
      committed(Kind.CARD, state, at);
    } else if (odds < 76) {
      state.license = random.nextInt(LICENSES.length);
      committed(Kind.LICENSE, state, at);
    } else if (odds < 82) {
      state.gated = random.nextInt(GATES.length);
      steps.add(new Step(Kind.GATED, at, state.copy(), state.name));
    } else if (odds < 86) {
      state.hidden = !state.hidden;
      steps.add(new Step(Kind.PRIVATE, at, state.copy(), state.name));
    } else if (odds < 94) {
      renamed(state, at);
    } else {
      living.remove(state);
      left.add(state.name);
      ended.put(state.name, state.expected(state.name, Expected.State.REMOVED));
      steps.add(new Step(Kind.DELETED, at, state.copy(), state.name));
    }
  }

  private void committed(Kind kind, State state, long at) {
    state.version++;
    state.cardVersion = kind == Kind.TAGS ? state.cardVersion : state.version;
    state.modified = at;
    steps.add(new Step(kind, at, state.copy(), state.name));
  }

  private void renamed(State state, long at) {
    String from = state.name;
    String to = "maker" + random.nextInt(400) + "/moved-" + state.number + "-" + steps.size();
    state.name = to;
    left.add(from);
    ended.put(from, state.expected(from, Expected.State.RENAMED));
    steps.add(new Step(Kind.RENAMED, at, state.copy(), from));
  }

  private List<WorldEvent> events() {
    return new Events(List.copyOf(steps));
  }

  private Map<String, Expected> expected() {
    Map<String, State> byObjectId = new HashMap<>();
    releases.forEach(state -> byObjectId.put(state.objectId(), state));
    Set<State> alive = new HashSet<>(living);
    Map<String, Expected> expected = new HashMap<>();
    ended.forEach(
        (name, end) -> {
          State owner = byObjectId.get(end.objectId());
          // Renamed and then taken down: nothing is left to point to.
          boolean gone = owner != null && !alive.contains(owner);
          Expected.State state = gone ? Expected.State.REMOVED : end.state();
          if (owner != null) {
            expected.put(name, owner.expected(name, state));
          }
        });
    for (State state : living) {
      expected.put(
          state.name,
          state.expected(
              state.name, state.hidden ? Expected.State.PRIVATE : Expected.State.PRESENT));
    }
    return expected;
  }

  private enum Kind {
    BORN,
    TAGS,
    CARD,
    LICENSE,
    GATED,
    PRIVATE,
    RENAMED,
    DELETED
  }

  /** The few facts of one release at one moment. */
  private static final class State {

    private final int number;
    private final long created;
    private String name;
    private long modified;
    private int tags;
    private int license;
    private int gated;
    private int version;
    private int cardVersion;
    private boolean hidden;

    State(int number, String name, long created, int tags) {
      this.number = number;
      this.name = name;
      this.created = created;
      this.modified = created;
      this.tags = tags;
    }

    State copy() {
      State copy = new State(number, name, created, tags);
      copy.modified = modified;
      copy.license = license;
      copy.gated = gated;
      copy.version = version;
      copy.cardVersion = cardVersion;
      copy.hidden = hidden;
      return copy;
    }

    String objectId() {
      return String.format(Locale.ROOT, "%08x%016x", created / 1000, number);
    }

    String sha() {
      return String.format(Locale.ROOT, "%020x%020x", number, version);
    }

    String card() {
      StringBuilder card = new StringBuilder("---\nlicense: ");
      card.append(LICENSES[license]).append("\n---\n# Tune ").append(number);
      card.append("\nThis is revision ").append(cardVersion).append(" of the card.\n");
      return card.toString();
    }

    Set<String> tagSet() {
      Set<String> set = new TreeSet<>();
      for (int i = 0; i < TAGS.length; i++) {
        if ((tags & (1 << i)) != 0) {
          set.add(TAGS[i]);
        }
      }
      set.add("license:" + LICENSES[license]);
      if (number % 4 == 0) {
        set.add("base_model:base/model-" + number % 97);
        set.add("base_model:quantized:base/model-" + number % 97);
      }
      return set;
    }

    String tagJson() {
      return "[\"" + String.join("\",\"", tagSet()) + "\"]";
    }

    Expected expected(String asName, Expected.State state) {
      return new Expected(
          asName,
          objectId(),
          state,
          state == Expected.State.RENAMED ? name : null,
          sha(),
          Instant.ofEpochMilli(created),
          Instant.ofEpochMilli(modified),
          tagSet(),
          LICENSES[license],
          GATES[gated],
          card());
    }

    String json() {
      StringBuilder json = new StringBuilder(3_000);
      json.append("{\"_id\":\"").append(objectId()).append("\",\"id\":\"").append(name);
      json.append("\",\"author\":\"").append(name, 0, name.indexOf('/'));
      json.append("\",\"sha\":\"").append(sha());
      json.append("\",\"createdAt\":\"").append(Instant.ofEpochMilli(created));
      json.append("\",\"lastModified\":\"").append(Instant.ofEpochMilli(modified));
      json.append("\",\"private\":false,\"gated\":").append(GATES[gated]);
      json.append(",\"disabled\":false,\"downloads\":").append(number % 1_000);
      json.append(",\"likes\":").append(number % 17);
      json.append(",\"pipeline_tag\":\"text-generation\",\"library_name\":\"transformers\"");
      json.append(",\"tags\":").append(tagJson());
      json.append(",\"cardData\":{\"license\":\"").append(LICENSES[license]).append("\"}");
      json.append(
          ",\"config\":{\"architectures\":[\"LlamaForCausalLM\"],\"model_type\":\"llama\"}");
      json.append(",\"siblings\":[{\"rfilename\":\"README.md\"}");
      for (int file = 0; file < 8 + number % 60; file++) {
        json.append(",{\"rfilename\":\"model-0000").append(file).append("-of-00060.gguf\"}");
      }
      json.append("],\"_files\":{\"README.md\":\"").append(card().replace("\n", "\\n"));
      return json.append("\"}}").toString();
    }
  }

  /** One event as the state that it leads to. */
  private record Step(Kind kind, long at, State state, String name) {

    WorldEvent event() {
      Instant time = Instant.ofEpochMilli(at);
      return switch (kind) {
        case BORN -> new WorldEvent.Born(time, record());
        case TAGS -> edited(time, Map.of("tags", state.tagJson(), "sha", sha()), Map.of());
        case CARD -> edited(time, Map.of("sha", sha()), Map.of("README.md", state.card()));
        case LICENSE ->
            edited(
                time,
                Map.of(
                    "tags",
                    state.tagJson(),
                    "cardData",
                    "{\"license\":\"" + LICENSES[state.license] + "\"}",
                    "sha",
                    sha()),
                Map.of("README.md", state.card()));
        case GATED -> edited(time, Map.of("gated", GATES[state.gated]), Map.of());
        case PRIVATE -> edited(time, Map.of("private", "" + state.hidden), Map.of());
        case RENAMED -> new WorldEvent.Renamed(time, name, state.name);
        case DELETED -> new WorldEvent.Deleted(time, name);
      };
    }

    private String sha() {
      return '"' + state.sha() + '"';
    }

    private WorldEvent edited(Instant time, Map<String, String> set, Map<String, String> texts) {
      return new WorldEvent.Edited(time, name, Map.copyOf(set), Map.copyOf(texts));
    }

    private HubRecord record() {
      try {
        return HubRecord.parse(state.json());
      } catch (UnreadableRecordException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Writes an event out when it is asked for. */
  private static final class Events extends AbstractList<WorldEvent> implements RandomAccess {

    private final List<Step> steps;

    Events(List<Step> steps) {
      this.steps = steps;
    }

    @Override
    public WorldEvent get(int index) {
      return steps.get(index).event();
    }

    @Override
    public int size() {
      return steps.size();
    }
  }
}
