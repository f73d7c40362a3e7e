package dev.tunewatch.alerts.alert;

import dev.tunewatch.assessments.Member;
import dev.tunewatch.assessments.Reason;
import dev.tunewatch.assessments.Signal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert in the making that differs from another one: see {@link Alert#with}. */
public final class AlertEdit {

  private final Alert from;
  private int version;
  private AlertState state;
  private String headline;
  private @Nullable String root;
  private String rules;
  private List<Signal> signals;
  private @Nullable Member lead;
  private List<Member> members;
  private Instant observedAt;
  private Instant updatedAt;
  private @Nullable String reason;
  private List<Reason> reasons;

  AlertEdit(Alert from) {
    this.from = from;
    this.version = from.version();
    this.state = from.state();
    this.headline = from.headline();
    this.root = from.root();
    this.rules = from.rules();
    this.signals = from.signals();
    this.lead = from.lead();
    this.members = from.members();
    this.observedAt = from.observedAt();
    this.updatedAt = from.updatedAt();
    this.reason = from.reason();
    this.reasons = from.reasons();
  }

  /** The number of the version. */
  public AlertEdit version(int other) {
    this.version = other;
    return this;
  }

  /** What the version says. */
  public AlertEdit state(AlertState other) {
    this.state = other;
    return this;
  }

  /** The one sentence. */
  public AlertEdit headline(String other) {
    this.headline = other;
    return this;
  }

  /** The base at the top of the family. */
  public AlertEdit root(@Nullable String other) {
    this.root = other;
    return this;
  }

  /** The version of the rule book. */
  public AlertEdit rules(String other) {
    this.rules = other;
    return this;
  }

  /** The strongest of each kind. */
  public AlertEdit signals(List<Signal> other) {
    this.signals = other;
    return this;
  }

  /** The member that the headline names. */
  public AlertEdit lead(@Nullable Member other) {
    this.lead = other;
    return this;
  }

  /** The first of them. */
  public AlertEdit members(List<Member> other) {
    this.members = other;
    return this;
  }

  /** When the newest part of the evidence was observed. */
  public AlertEdit observedAt(Instant other) {
    this.observedAt = other;
    return this;
  }

  /** When the version was made. */
  public AlertEdit updatedAt(Instant other) {
    this.updatedAt = other;
    return this;
  }

  /** Why it was taken back. */
  public AlertEdit reason(@Nullable String other) {
    this.reason = other;
    return this;
  }

  /** How the score came about. */
  public AlertEdit reasons(List<Reason> other) {
    this.reasons = other;
    return this;
  }

  Alert done() {
    return new Alert(
        from.id(),
        version,
        state,
        from.severity(),
        headline,
        from.hub(),
        from.clusterId(),
        from.canonicalKey(),
        root,
        rules,
        signals,
        lead,
        members,
        from.memberCount(),
        from.flaggedCount(),
        from.firstCreatedAt(),
        observedAt,
        from.createdAt(),
        updatedAt,
        from.backlog(),
        from.tlp(),
        reason,
        from.risk(),
        reasons,
        from.tables(),
        from.reach());
  }
}
