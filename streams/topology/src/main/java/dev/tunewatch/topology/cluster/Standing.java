package dev.tunewatch.topology.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.detect.score.ScoreInput;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A release as a member of its cluster.
 *
 * @param member what an assessment says of it
 * @param root base at the top of its family, null where lineage does not say
 * @param rules version of the rule book that its inspection used
 * @param scoring what its score was worked out from but for the signals, which the member has; null
 *     where it was not scored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
    Member member, @Nullable String root, String rules, @Nullable ScoreInput scoring) {

  /**
   * The order in which members are named: flagged first, then by createdAt with unknown ones last,
   * then by name. Names are unique, so it is total.
   */
  public static final Comparator<Standing> ORDER =
      Comparator.comparing((Standing s) -> !s.member.flagged())
          .thenComparing(
              s -> s.member.createdAt(), Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(Standing::key);

  /** The member's name, {@code hub:owner/name}. */
  public String key() {
    return member.release().key();
  }
}
