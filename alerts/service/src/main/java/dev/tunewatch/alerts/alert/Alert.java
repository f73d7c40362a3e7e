package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Reach;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Risk;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's story. Its JSON is a public contract: API, webhook and feeds show the same.
 *
 * @param id for life
 * @param version 1 and up; it grows with each material change
 * @param state what the newest version says
 * @param severity of the cluster
 * @param headline one sentence for people; it states what a maker declares
 * @param hub the hub's short name
 * @param clusterId whose story this is
 * @param canonicalKey what the copies share
 * @param root base at the top of the family, null until lineage says
 * @param rules version of the rule book
 * @param signals the strongest of each kind
 * @param lead the member that the headline names, null where the evidence never had one
 * @param members the first of them
 * @param memberCount of all
 * @param flaggedCount of all that are flagged
 * @param firstCreatedAt the earliest known creation of a flagged member
 * @param observedAt when the newest part of the evidence was observed
 * @param createdAt of this alert
 * @param updatedAt of its newest version
 * @param backlog whether it was old news when it was first assessed
 * @param tlp how far it may be shared
 * @param reason why it was taken back, null while it stands
 * @param risk the score, null where it was not scored
 * @param reasons how the score came about, in the order of its factors
 * @param tables version of the score's tables, null where it was not scored
 * @param reach how far the copies reach together, null where that is not known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
  "id",
  "version",
  "state",
  "severity",
  "headline",
  "hub",
  "clusterId",
  "canonicalKey",
  "root",
  "rules",
  "signals",
  "lead",
  "members",
  "memberCount",
  "flaggedCount",
  "firstCreatedAt",
  "observedAt",
  "createdAt",
  "updatedAt",
  "backlog",
  "tlp",
  "reason",
  "risk",
  "reasons",
  "tables",
  "reach"
})
public record Alert(
    AlertId id,
    int version,
    AlertState state,
    Severity severity,
    String headline,
    String hub,
    String clusterId,
    String canonicalKey,
    @Nullable String root,
    String rules,
    List<Signal> signals,
    @Nullable Member lead,
    List<Member> members,
    int memberCount,
    int flaggedCount,
    @Nullable Instant firstCreatedAt,
    Instant observedAt,
    Instant createdAt,
    Instant updatedAt,
    boolean backlog,
    Tlp tlp,
    @Nullable String reason,
    @Nullable Risk risk,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reason> reasons,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String tables,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reach reach) {

  /** How many members a message names; the rest is counted. */
  public static final int MAX_MEMBERS_IN_MESSAGE = 10;

  public Alert {
    signals = List.copyOf(signals);
    members = List.copyOf(members);
    // Absent in versions that were stored before there was a score.
    reasons = reasons == null ? List.of() : List.copyOf(reasons);
  }

  /** An alert that was not scored. */
  public Alert(
      AlertId id,
      int version,
      AlertState state,
      Severity severity,
      String headline,
      String hub,
      String clusterId,
      String canonicalKey,
      @Nullable String root,
      String rules,
      List<Signal> signals,
      @Nullable Member lead,
      List<Member> members,
      int memberCount,
      int flaggedCount,
      @Nullable Instant firstCreatedAt,
      Instant observedAt,
      Instant createdAt,
      Instant updatedAt,
      boolean backlog,
      Tlp tlp,
      @Nullable String reason,
      @Nullable Risk risk) {
    this(
        id,
        version,
        state,
        severity,
        headline,
        hub,
        clusterId,
        canonicalKey,
        root,
        rules,
        signals,
        lead,
        members,
        memberCount,
        flaggedCount,
        firstCreatedAt,
        observedAt,
        createdAt,
        updatedAt,
        backlog,
        tlp,
        reason,
        risk,
        List.of(),
        null,
        null);
  }

  /** The same, but for what an edit changes. */
  public Alert with(Consumer<AlertEdit> change) {
    AlertEdit edit = new AlertEdit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The same with only its first members, as messages carry it. */
  public Alert cut(int most) {
    return members.size() <= most ? this : with(edit -> edit.members(members.subList(0, most)));
  }

  /** The same evidence under another word: a version that a person or a verdict made. */
  Alert restated(AlertState word, @Nullable String why, Instant now) {
    return with(edit -> edit.version(version + 1).state(word).reason(why).updatedAt(now));
  }

  /** The signals that flag, in catalogue order. */
  public List<SignalId> flagging() {
    return signals.stream().filter(Signal::flags).map(Signal::id).distinct().sorted().toList();
  }
}
