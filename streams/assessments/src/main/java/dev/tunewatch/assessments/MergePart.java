package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a parent gave to a merge, as the recipe says. How much of a parent's property a merge keeps
 * depends on it: a subtracted model is unlearnt, a chassis lends its shape.
 */
public enum MergePart {
  /** Half of the weights or more. */
  MAJOR,
  /** Between a fifth and a half. */
  SHARE,
  /** Less than a fifth. */
  MINOR,
  /** A negative weight: what the parent learnt is taken out. */
  SUBTRACTED,
  /** Named as the base only: the others are measured against it or put into it. */
  CHASSIS,
  /** One expert of a mixture. */
  EXPERT,
  /** An adapter that was applied to another parent. */
  ADAPTER;

  /** The name in JSON. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
