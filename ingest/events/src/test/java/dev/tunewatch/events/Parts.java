package dev.tunewatch.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parts with invented content, one for each case that the contract distinguishes. */
final class Parts {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  static final Listing BARE = listing("https://hub.example/acme/x");

  private Parts() {}

  static Map<String, ReleasePart> golden() {
    Map<String, ReleasePart> parts = new LinkedHashMap<>();
    parts.put("listing-minimal.json", part(BARE));
    parts.put("listing-full.json", part(full()));
    parts.put("card.json", part(new Card("---\nlicense: mit\n---\n# Ünï 🦙\n", SHA, 34, false)));
    parts.put("card-empty.json", part(new Card("", SHA, 0, false)));
    parts.put(
        "files.json",
        part(
            new SmallFiles(
                List.of(
                    new SmallFiles.Text(
                        SmallFiles.MERGEKIT_CONFIG, "merge_method: slerp\n", SHA, true)))));
    parts.put("files-none.json", part(new SmallFiles(List.of())));
    parts.put("config-minimal.json", part(new ModelConfig(ModelFacts.NONE, null)));
    parts.put(
        "config-full.json",
        part(new ModelConfig(facts(), List.of(new ReleaseFile("x.gguf", 7L, SHA)))));
    for (Status.State state : Status.State.values()) {
      String movedTo = state == Status.State.RENAMED ? "acme/y" : null;
      parts.put("status-" + state.wireName() + ".json", part(new Status(state, movedTo, "404")));
    }
    return parts;
  }

  static ReleasePart golden(String name) {
    return Objects.requireNonNull(golden().get(name), name);
  }

  static ReleasePart part(PartBody body) {
    return part("acme/x", "65e0f1d2a3b4c5d6e7f80910", NOON, body);
  }

  static ReleasePart part(String id, @Nullable String hubId, Instant observedAt, PartBody body) {
    return new ReleasePart(
        new ReleaseName("huggingface", id),
        hubId,
        observedAt,
        Observation.FIRST_SEEN,
        new Provenance("live", "https://hub.example/api/models?limit=1000", null),
        body);
  }

  static Listing listing(String url) {
    return new Listing(
        url, null, null, null, null, List.of(), List.of(), null, null, null, null, null, List.of(),
        List.of(), List.of(), null, null, null, null, null, List.of(), List.of());
  }

  static ModelFacts facts() {
    return new ModelFacts(
        List.of("LlamaForCausalLM"),
        "llama",
        "awq",
        8_030_261_248L,
        "LORA",
        new ModelFacts.Gguf("llama", 131_072L, 4_920_734_272L));
  }

  private static Listing full() {
    return new Listing(
        "https://hub.example/acme/x",
        Instant.parse("2026-02-27T08:15:30.123Z"),
        Instant.parse("2026-02-28T00:00:00Z"),
        "0123456789abcdef0123456789abcdef01234567",
        "acme",
        List.of("gguf", "base_model:quantized:acme/base", "license:mit"),
        List.of("merge"),
        "text-generation",
        "transformers",
        "mit",
        Gating.MANUAL,
        false,
        List.of("en", "no"),
        List.of("acme/data"),
        List.of(
            new DeclaredParent("acme/base", Relation.QUANTIZED, DeclaredParent.Source.TAG),
            new DeclaredParent("acme/base", null, DeclaredParent.Source.CARD_DATA)),
        List.of(new ReleaseFile("x.Q4_K_M.gguf", null, null)),
        facts(),
        12L,
        120L,
        3L,
        List.of("nsfw"),
        List.of("createdAt"));
  }
}
