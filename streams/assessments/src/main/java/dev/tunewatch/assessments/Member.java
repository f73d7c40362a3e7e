package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import java.util.List;
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
 * @param parents of its own inspection
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Member(
    ReleaseName release,
    String url,
    @Nullable Instant createdAt,
    Instant observedAt,
    @Nullable Long downloads,
    Severity severity,
    boolean flagged,
    List<Signal> signals,
    List<ResolvedParent> parents) {

  public Member {
    signals = List.copyOf(signals);
    parents = List.copyOf(parents);
  }
}
