package dev.tunewatch.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Factor;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Reach;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Alerts in the shape of the API, their signals and members written by the contract's own types.
 */
final class SampleAlerts {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private SampleAlerts() {}

  /** The n-th alert; a higher number is newer. */
  static ObjectNode alert(int n) {
    Severity severity = n % 5 == 0 ? Severity.P3 : Severity.P2;
    Member lead = member("maker-" + n + "/Example-8B-abliterated", severity, true);
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("id", "al_" + n)
        .put("version", 1)
        .put("state", "new")
        .put("severity", severity.name())
        .put(
            "headline",
            "maker-" + n + "/Example-8B-abliterated declares that its safeguards were removed")
        .put("hub", "huggingface")
        .put("clusterId", "huggingface:maker-" + n + "/example-8b")
        .put("canonicalKey", "maker-" + n + "/example-8b")
        .putNull("root")
        .put("rules", "2026-03-01.1");
    json.set("signals", EventJson.mapper().valueToTree(lead.signals()));
    json.set("lead", EventJson.mapper().valueToTree(lead));
    json.set("members", EventJson.mapper().valueToTree(List.of(lead, copy(n))));
    return json.put("memberCount", 2)
        .put("flaggedCount", 1)
        .put("firstCreatedAt", START.toString())
        .put("observedAt", START.plusSeconds(60).toString())
        .put("createdAt", START.plusSeconds(n * 3_600L).toString())
        .put("updatedAt", START.plusSeconds(n * 3_600L + 90).toString())
        .put("backlog", n % 7 == 0)
        .put("tlp", "CLEAR")
        .putNull("reason")
        .putNull("risk");
  }

  static List<ObjectNode> alerts(int count) {
    return IntStream.rangeClosed(1, count)
        .map(i -> count + 1 - i)
        .mapToObj(SampleAlerts::alert)
        .toList();
  }

  static ObjectNode withdrawn(int n) {
    return alert(n)
        .put("state", "withdrawn")
        .put("version", 2)
        .put("reason", "the card no longer says so");
  }

  /** One that has more copies than an assessment names. */
  static ObjectNode crowded(int n) {
    List<Member> members =
        IntStream.range(0, 50)
            .mapToObj(i -> member("copier-" + i + "/Example-8B-abliterated", Severity.P3, i < 10))
            .toList();
    ObjectNode json = alert(n);
    json.set("members", EventJson.mapper().valueToTree(members));
    return json.put("memberCount", 83).put("flaggedCount", 10);
  }

  /** One that was scored. */
  static ObjectNode scored(int n) {
    ObjectNode json = alert(n);
    json.set(
        "risk",
        EventJson.mapper()
            .valueToTree(new Risk(61, share(".35"), share(".85"), share(".75"), share(".99"))));
    json.set(
        "reasons",
        EventJson.mapper()
            .valueToTree(
                List.of(
                    new Reason(Factor.HAZARD, share(".35"), "8 billion", "hazard.sizes[below 10]"),
                    new Reason(
                        Factor.EXPOSURE, share("1"), "runs on 6 GB of memory", "exposure.memory"),
                    new Reason(
                        Factor.VULNERABILITY, share(".75"), "declared <b>V1</b>", "vulnerability"),
                    new Reason(Factor.SEVERITY, share("50"), "R is at least 50", "severity.P2"))));
    json.set("reach", EventJson.mapper().valueToTree(new Reach(60_000L, 1, 6, false, START)));
    return json.put("tables", "score-v3");
  }

  private static BigDecimal share(String value) {
    return new BigDecimal(value);
  }

  private static Member copy(int n) {
    return member("packager/Example-8B-abliterated-" + n + "-GGUF", Severity.P4, false);
  }

  private static Member member(String id, Severity severity, boolean flagged) {
    return new Member(
        new ReleaseName("huggingface", id),
        "https://huggingface.co/" + id,
        START,
        START.plusSeconds(60),
        1_234L,
        severity,
        flagged,
        flagged ? ownSignals() : List.of(fact()),
        List.of(
            new ResolvedParent(
                "base-lab/Example-8B", Relation.FINETUNE, "tag", Confidence.of(0.95))));
  }

  private static List<Signal> ownSignals() {
    return List.of(
        fact(),
        new Signal(
            SignalId.V1,
            Tier.E1,
            Confidence.of(0.98),
            null,
            null,
            List.of(
                new Evidence(
                    "README.md",
                    "This is a decensored version of base-lab/Example-8B",
                    211,
                    262,
                    "v1.card.heretic/4"),
                new Evidence("tags[3]", "abliterated", null, null, "v1.tags/2"))),
        new Signal(
            SignalId.V2,
            Tier.E2,
            Confidence.of(0.95),
            SignalId.B1,
            null,
            List.of(new Evidence("id", "uncensored", 11, 21, "v2.name/3"))),
        new Signal(
            SignalId.B1,
            Tier.E3,
            Confidence.of(0.9),
            null,
            null,
            List.of(new Evidence("README.md", "a guard model", 10, 23, "b1.card/1"))));
  }

  private static Signal fact() {
    return new Signal(
        SignalId.C2,
        Tier.E1,
        Confidence.of(0.98),
        null,
        null,
        List.of(
            new Evidence(
                "siblings[2].rfilename", "example-8b-Q4_K_M.gguf", null, null, "c2.files/1")));
  }
}
