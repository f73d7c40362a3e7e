package dev.tunewatch.assessments;

import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Invented inspections and assessments, one for each case that the contract distinguishes. */
final class Cases {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Risk RISK =
      new Risk(
          57,
          new BigDecimal("0.35"),
          new BigDecimal("0.62"),
          new BigDecimal("0.75"),
          new BigDecimal("0.99"));

  private Cases() {}

  static Map<String, History> histories() {
    ReleaseName release = new ReleaseName("huggingface", "acme/x");
    List<Transition> all = new ArrayList<>();
    for (Transition.Kind kind : Transition.Kind.values()) {
      boolean scrubbed = kind == Transition.Kind.TAGS_SCRUBBED;
      all.add(
          kind == Transition.Kind.FIRST_FLAGGED
              ? new Transition(kind, NOON, null, null, null)
              : new Transition(
                  kind,
                  NOON.plusSeconds(kind.ordinal()),
                  "from",
                  scrubbed ? null : "to",
                  scrubbed ? "ab".repeat(16) : null));
    }
    Map<String, History> cases = new LinkedHashMap<>();
    cases.put("history-full.json", new History(release, "66e81cef", all));
    cases.put("history-minimal.json", new History(release, null, List.of(all.get(0))));
    return cases;
  }

  static Map<String, Descent> descents() {
    ReleaseName release = new ReleaseName("huggingface", "acme/x");
    Descent.Edge edge =
        new Descent.Edge(
            "acme/base", Relation.FINETUNE, null, Confidence.of(0.95), Descent.Basis.DECLARED);
    Map<String, Descent> cases = new LinkedHashMap<>();
    cases.put(
        "lineage-minimal.json",
        new Descent(
            release,
            List.of(edge),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of()));
    cases.put(
        "lineage-full.json",
        new Descent(
            release,
            List.of(
                new Descent.Edge(
                    "first/y",
                    Relation.DUPLICATE,
                    null,
                    Confidence.of(0.99),
                    Descent.Basis.IDENTICAL),
                new Descent.Edge(
                    "acme/base",
                    Relation.MERGE,
                    MergePart.MAJOR,
                    Confidence.of(0.95),
                    Descent.Basis.DECLARED)),
            "vendor/root",
            "first/y",
            "first/y",
            NOON,
            NOON.plusSeconds(1),
            Gating.AUTO,
            "mit",
            List.of(SignalId.V1),
            List.of(
                new Descent.Inherited(
                    SignalId.V2, "far/z", "acme/base", Confidence.of(0.9025), 2))));
    return cases;
  }

  static Map<String, Inspection> inspections() {
    Map<String, Inspection> cases = new LinkedHashMap<>();
    cases.put("inspection-nothing.json", inspection(false, List.of(), List.of(), null, null));
    cases.put(
        "inspection-flagged.json",
        inspection(
            true,
            List.of(signal(SignalId.C2, Tier.E1, 0.98), signal(SignalId.V1, Tier.E2, 0.95)),
            List.of(parent("acme/base")),
            null,
            null));
    cases.put(
        "inspection-full.json",
        inspection(
            false,
            List.of(
                signal(SignalId.V2, Tier.E2, 1).suppressedBy(SignalId.B1),
                inherited(SignalId.V4, "huggingface:acme/base")),
            List.of(parent("acme/base")),
            "huggingface:acme/root",
            RISK));
    cases.put(
        "inspection-facts.json",
        new Inspection(
            "huggingface",
            "acme/x",
            Severity.P4,
            false,
            "acme/x",
            null,
            "7",
            List.of(),
            List.of(
                new ResolvedParent(
                    "acme/base",
                    Relation.MERGE,
                    "mergeConfig",
                    Confidence.of(0.99),
                    Relation.FINETUNE,
                    MergePart.SUBTRACTED)),
            null,
            new Facts(
                35_000_000_000L,
                3_000_000_000L,
                "gguf",
                new BigDecimal("2.1"),
                true,
                12,
                2,
                true)));
    return cases;
  }

  static Map<String, Assessment> assessments() {
    Map<String, Assessment> cases = new LinkedHashMap<>();
    Member lead = member("acme/x", true);
    cases.put("assessment-active.json", assessment(Assessment.State.ACTIVE, null, null, lead));
    cases.put(
        "assessment-scored.json",
        scored(assessment(Assessment.State.ACTIVE, null, null, lead), RISK, "acme/root"));
    cases.put(
        "assessment-withdrawn.json",
        assessment(Assessment.State.WITHDRAWN, "the evidence is gone", null, null));
    cases.put(
        "assessment-superseded.json",
        assessment(Assessment.State.SUPERSEDED, "its lineage is known", "huggingface:y", null));
    return cases;
  }

  static Assessment assessment(String name) {
    return Objects.requireNonNull(assessments().get(name), name);
  }

  private static Assessment scored(Assessment a, Risk risk, String root) {
    return new Assessment(
        a.clusterId(),
        a.state(),
        a.reason(),
        a.supersededBy(),
        a.severity(),
        a.canonicalKey(),
        root,
        a.rules(),
        a.signals(),
        a.lead(),
        a.members(),
        a.memberCount(),
        a.flaggedCount(),
        a.firstCreatedAt(),
        a.observedAt(),
        risk,
        List.of(
            new Reason(Factor.HAZARD, new BigDecimal("0.35"), "8 billion", "hazard.sizes"),
            new Reason(Factor.SEVERITY, new BigDecimal("50"), "R is at least 50", "severity.P2")),
        "score-v3",
        "0123456789abcdef0123456789abcdef",
        new Reach(60_000L, 1, 6, false, NOON));
  }

  static Assessment random(SplittableRandom random) {
    List<Member> members =
        IntStream.range(0, random.nextInt(1, 6))
            .mapToObj(i -> member("acme/n" + random.nextInt(100), random.nextBoolean()))
            .toList();
    Assessment unscored =
        new Assessment(
            "huggingface:k" + random.nextInt(),
            Assessment.State.values()[random.nextInt(3)],
            random.nextBoolean() ? "ünï 🦙" : null,
            random.nextBoolean() ? "" : null,
            Severity.values()[random.nextInt(4)],
            "k",
            random.nextBoolean() ? "acme/root" : null,
            "7",
            IntStream.range(0, random.nextInt(4))
                .mapToObj(
                    i ->
                        new Signal(
                            SignalId.values()[random.nextInt(SignalId.values().length)],
                            Tier.values()[random.nextInt(6)],
                            new Confidence(random.nextInt(10_001)),
                            random.nextBoolean() ? SignalId.B2 : null,
                            random.nextBoolean() ? "huggingface:acme/p" : null,
                            List.of(evidence())))
                .toList(),
            members.get(0),
            members,
            random.nextInt(1_000),
            random.nextInt(1_000),
            random.nextBoolean() ? NOON.minusNanos(random.nextInt()) : null,
            NOON.plusSeconds(random.nextInt(1_000_000)),
            null);
    return random.nextBoolean() ? unscored : scored(unscored, RISK, "acme/root");
  }

  static Signal signal(SignalId id, Tier tier, double confidence) {
    return new Signal(id, tier, Confidence.of(confidence), null, null, List.of(evidence()));
  }

  static Evidence evidence() {
    return new Evidence("id", "x", 5, 6, "v1.tool@1");
  }

  static Member member(String id, boolean flagged) {
    return new Member(
        new ReleaseName("huggingface", id),
        "https://hub.example/" + id,
        flagged ? NOON.minusSeconds(3_600) : null,
        NOON,
        flagged ? 12L : null,
        flagged ? Severity.P2 : Severity.P4,
        flagged,
        List.of(signal(SignalId.V1, Tier.E2, 0.95)),
        List.of(parent("acme/base")));
  }

  static ResolvedParent parent(String id) {
    return new ResolvedParent(id, Relation.QUANTIZED, "tag", Confidence.of(0.95));
  }

  private static Signal inherited(SignalId id, String from) {
    return new Signal(
        id,
        Tier.E5,
        Confidence.of(0),
        null,
        from,
        List.of(new Evidence("parents", "acme/base", null, null, "v4@1")));
  }

  private static Inspection inspection(
      boolean flagged,
      List<Signal> signals,
      List<ResolvedParent> parents,
      @Nullable String root,
      @Nullable Risk risk) {
    return new Inspection(
        "huggingface",
        "acme/x",
        flagged ? Severity.P2 : Severity.P4,
        flagged,
        "acme/x",
        root,
        "7",
        signals,
        parents,
        risk);
  }

  private static Assessment assessment(
      Assessment.State state,
      @Nullable String reason,
      @Nullable String supersededBy,
      @Nullable Member lead) {
    boolean active = state == Assessment.State.ACTIVE;
    return new Assessment(
        "huggingface:acme/x",
        state,
        reason,
        supersededBy,
        active ? Severity.P2 : Severity.P4,
        "acme/x",
        null,
        "7",
        active ? List.of(signal(SignalId.V1, Tier.E2, 0.95)) : List.of(),
        lead,
        lead == null ? List.of() : List.of(lead, member("acme/y", false)),
        active ? 2 : 0,
        active ? 1 : 0,
        active ? NOON.minusSeconds(3_600) : null,
        NOON,
        null);
  }
}
