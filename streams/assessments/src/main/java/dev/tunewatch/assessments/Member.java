package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One release of a cluster, as far as an alert needs it.
 *
 * @param release its name
 * @param url its page for people
 * @param createdAt the hub's time, null where unknown
 * @param observedAt when its newest part was observed
 * @param downloads over the last 30 days, null where unknown
 * @param severity of its own inspection
 * @param flagged of its own inspection
 * @param signals of its own inspection
 * @param parents of its own inspection, the first {@link #MAX_PARENTS}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Member(
    ReleaseName release,
    String url,
    @Nullable Instant createdAt,
    Instant observedAt,
    @Nullable Long downloads,
    Severity severity,
    @JsonProperty(required = true) boolean flagged,
    List<Signal> signals,
    List<ResolvedParent> parents) {

  /** How many parents a member names; a release may declare thousands. */
  public static final int MAX_PARENTS = 50;

  public Member {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(observedAt, "observedAt");
    Objects.requireNonNull(severity, "severity");
    signals = List.copyOf(signals);
    parents = List.copyOf(parents.subList(0, Math.min(parents.size(), MAX_PARENTS)));
  }
}
