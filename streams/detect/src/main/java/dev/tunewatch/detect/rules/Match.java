package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A place where a rule matched.
 *
 * @param field how evidence names the field, for example {@code tags[3]}
 * @param quote original text
 * @param start offset in the field's original text, null where the quote is the whole field
 * @param end offset behind it
 */
public record Match(
    Rule rule, String field, String quote, @Nullable Integer start, @Nullable Integer end) {

  /** The same as evidence; what a restricted rule found is not repeated. */
  public Evidence evidence() {
    if (rule.isRestricted()) {
      return new Evidence(field, "(restricted term)", null, null, rule.label());
    }
    return new Evidence(field, quote, start, end, rule.label());
  }

  boolean touches(Match other) {
    if (!field.equals(other.field)) {
      return false;
    }
    if (start == null || end == null || other.start == null || other.end == null) {
      return true;
    }
    return start < other.end && other.start < end;
  }
}
