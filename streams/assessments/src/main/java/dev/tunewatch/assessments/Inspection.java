package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What detection found in one release. Its JSON is a public contract: one line of {@code tunewatch
 * inspect}.
 *
 * @param hub the hub's short name
 * @param id the release's name there
 * @param severity how soon somebody should look; P4 where nothing flags
 * @param flagged whether an alerting signal stands, unsuppressed and sure enough
 * @param canonicalKey the same for all copies of one model that names can tell
 * @param root the base at the top of the family, null where lineage does not say
 * @param rules version of the rule book
 * @param signals every fact found, suppressed ones too, in the order of the catalogue
 * @param parents resolved parents, surest first
 * @param risk the score, null where it was not scored
 * @param facts size, quantization and memory, null where the record tells none of it
 */
@JsonPropertyOrder({
  "hub",
  "id",
  "severity",
  "flagged",
  "canonicalKey",
  "root",
  "rules",
  "signals",
  "parents",
  "risk",
  "facts"
})
public record Inspection(
    String hub,
    String id,
    Severity severity,
    @JsonProperty(required = true) boolean flagged,
    String canonicalKey,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String root,
    String rules,
    List<Signal> signals,
    List<ResolvedParent> parents,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Risk risk,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Facts facts) {

  public Inspection {
    Objects.requireNonNull(hub, "hub");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(canonicalKey, "canonicalKey");
    Objects.requireNonNull(rules, "rules");
    signals = List.copyOf(signals);
    parents = List.copyOf(parents);
  }

  /** An inspection that tells no facts. */
  public Inspection(
      String hub,
      String id,
      Severity severity,
      boolean flagged,
      String canonicalKey,
      @Nullable String root,
      String rules,
      List<Signal> signals,
      List<ResolvedParent> parents,
      @Nullable Risk risk) {
    this(hub, id, severity, flagged, canonicalKey, root, rules, signals, parents, risk, null);
  }

  /** The same with its score and the severity that follows. */
  public Inspection scored(Risk score, Severity decided) {
    return new Inspection(
        hub, id, decided, flagged, canonicalKey, root, rules, signals, parents, score, facts);
  }
}
