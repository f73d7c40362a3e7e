package dev.tunewatch.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleasePart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up hub of so many releases, each a pure function of seed and number: records in the shape
 * of the hub's listing, about 4 kB with their card, and a family graph with a power law.
 *
 * <p>The first five releases are hubs: a fifth of all releases descends from them, in families up
 * to a few generations deep. Of the others 28 % declare a parent (aikian/hf-model-supply-chain),
 * mostly one of few. Three in a thousand declare a removal (signals.md §3.4, "share of whole hub").
 */
public final class World {

  /** Releases from which a fifth of all others descends. */
  public static final int HUBS = 5;

  private static final int FLAGGED_PER_THOUSAND = 3;
  private static final double DECLARE_A_PARENT = .28;
  private static final double CHILD_OF_THE_HUB_ITSELF = .6;
  private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] WORDS = {
    "aurora", "basalt", "cedar", "delta", "ember", "fjord", "granite", "harbor", "indigo",
    "juniper", "kestrel", "lumen", "meadow", "nimbus", "opal", "prairie", "quartz", "river",
    "sierra", "tundra", "umber", "violet", "willow", "xenon", "yarrow", "zephyr"
  };
  private static final String[] SIZES = {"1.5b", "3b", "7b", "8b", "13b", "14b", "32b", "70b"};
  private static final String[] RELATIONS = {"finetune", "adapter", "quantized", "merge"};
  private static final HubFormat FORMAT = HubFormats.find("huggingface").orElseThrow();

  private final long releases;
  private final long seed;
  private final Cards cards;

  /**
   * Makes up a hub.
   *
   * @param cards what cards say
   */
  public World(long releases, long seed, Cards cards) {
    this.releases = releases;
    this.seed = seed;
    this.cards = cards;
  }

  /** How many releases there are. */
  public long releases() {
    return releases;
  }

  /** The parts of a release as its lane would publish them, listing first. */
  public List<ReleasePart> parts(long i) {
    return parts(i, isFlagged(i), 0);
  }

  /**
   * The listing of a release, edited.
   *
   * @param flagged whether it now bears the tag of a removal
   * @param minute of the edit, which makes it the newer one
   */
  public ReleasePart edited(long i, boolean flagged, int minute) {
    return parts(i, flagged, minute).get(0);
  }

  /** Whether it declares a removal by itself. */
  public boolean isFlagged(long i) {
    return i >= HUBS && random(i, 1).nextInt(1000) < FLAGGED_PER_THOUSAND;
  }

  /** The release's id. */
  public String id(long i) {
    if (i < HUBS) {
      return "hub-maker-" + i + "/" + WORDS[(int) i] + "-8b";
    }
    SplittableRandom random = random(i, 2);
    // Few makers have many releases: the square of a uniform number.
    double u = random.nextDouble();
    String owner = "maker-" + Long.toString((long) (u * u * (releases / 4.0 + 20)), 36);
    String word = WORDS[random.nextInt(WORDS.length)];
    String size = SIZES[random.nextInt(SIZES.length)];
    String relation = relation(i);
    String form = relation != null && relation.equals("quantized") ? "-GGUF" : "";
    String claim = isFlagged(i) ? "-abliterated" : "";
    return owner + "/" + word + "-" + size + "-" + Long.toString(i, 36) + claim + form;
  }

  /** The number of the parent, or -1. */
  long parent(long i) {
    if (i < HUBS) {
      return -1;
    }
    SplittableRandom random = random(i, 3);
    if (i % 5 == 0) {
      long member = i / 5;
      long hub = member % HUBS;
      if (random.nextDouble() < CHILD_OF_THE_HUB_ITSELF || member < 2L * HUBS) {
        return hub;
      }
      double u = random.nextDouble();
      long earlier = (long) (u * u * (member / HUBS));
      long chosen = 5 * (earlier * HUBS + hub);
      return chosen < HUBS || chosen >= i ? hub : chosen;
    }
    if (random.nextDouble() >= DECLARE_A_PARENT) {
      return -1;
    }
    double u = random.nextDouble();
    long chosen = HUBS + (long) (u * u * u * (i - HUBS));
    // Families of the hubs keep to themselves, or everything would descend from them.
    long outside = chosen % 5 == 0 ? chosen + 1 : chosen;
    return outside < i ? outside : -1;
  }

  private @Nullable String relation(long i) {
    if (parent(i) < 0) {
      return null;
    }
    int percent = random(i, 4).nextInt(100);
    return RELATIONS[percent < 38 ? 0 : percent < 75 ? 1 : percent < 95 ? 2 : 3];
  }

  private List<ReleasePart> parts(long i, boolean flagged, int minute) {
    try {
      return FORMAT.read(
          EventJson.mapper().writeValueAsBytes(record(i, flagged)), observedAt(i, minute));
    } catch (MalformedRecord | JsonProcessingException ourOwn) {
      throw new IllegalStateException(ourOwn);
    }
  }

  private static Instant observedAt(long i, int minute) {
    return BORN.plus(Duration.ofSeconds(i + 60)).plus(Duration.ofMinutes(minute));
  }

  private ObjectNode record(long i, boolean flagged) {
    SplittableRandom random = random(i, 5);
    String id = id(i);
    String owner = id.substring(0, id.indexOf('/'));
    String relation = relation(i);
    boolean packed = "quantized".equals(relation);
    boolean adapter = "adapter".equals(relation);
    String born = BORN.plusSeconds(i).toString();
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("_id", "%024x".formatted(i + 1)).put("id", id).put("modelId", id).put("author", owner);
    json.put("sha", "%040x".formatted(random.nextLong() >>> 1));
    json.put("createdAt", born).put("lastModified", born);
    json.put("private", false).put("gated", false).put("disabled", false);
    double u = random.nextDouble();
    json.put("downloads", (long) (2 / (1.0001 - u * u))).put("likes", random.nextInt(40));
    json.put("pipeline_tag", "text-generation");
    json.put("library_name", packed ? "gguf" : adapter ? "peft" : "transformers");
    ArrayNode tags = json.putArray("tags");
    tags.add(packed ? "gguf" : "transformers").add("safetensors").add("llama");
    tags.add("text-generation").add("conversational").add("en").add("license:apache-2.0");
    tags.add("autotrain_compatible").add("text-generation-inference").add("endpoints_compatible");
    tags.add("region:us")
        .add("arxiv:2" + (100 + random.nextInt(800)) + ".0" + random.nextInt(9999));
    tags.add("dataset:" + owner + "/" + WORDS[random.nextInt(WORDS.length)] + "-instructions");
    if (flagged) {
      tags.add("abliterated");
    }
    if (relation != null) {
      String parent = id(parent(i));
      tags.add("base_model:" + parent).add("base_model:" + relation + ":" + parent);
    }
    ArrayNode siblings = json.putArray("siblings");
    for (String file : files(packed, adapter, random)) {
      siblings.addObject().put("rfilename", file);
    }
    json.putObject("_files").put("README.md", cards.of(random.nextInt(Integer.MAX_VALUE)));
    return json;
  }

  private static List<String> files(boolean packed, boolean adapter, SplittableRandom random) {
    if (packed) {
      return List.of("README.md", "model.Q4_K_M.gguf", "model.Q5_K_M.gguf", "model.Q8_0.gguf");
    }
    if (adapter) {
      return List.of("README.md", "adapter_config.json", "adapter_model.safetensors");
    }
    List<String> files = new java.util.ArrayList<>(List.of("README.md", "config.json"));
    int shards = 1 + random.nextInt(4);
    for (int shard = 1; shard <= shards; shard++) {
      files.add("model-%05d-of-%05d.safetensors".formatted(shard, shards));
    }
    files.addAll(List.of("generation_config.json", "model.safetensors.index.json"));
    files.addAll(List.of("special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"));
    return files;
  }

  private SplittableRandom random(long i, int stream) {
    return new SplittableRandom(
        (seed * 31 + stream) * 0x9E3779B97F4A7C15L ^ i * 0xBF58476D1CE4E5B9L);
  }
}
