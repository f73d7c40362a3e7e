package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a person can see what a rule saw.
 *
 * @param field the field of the hub's record, for example {@code id}, {@code tags[3]}, {@code
 *     README.md}, {@code siblings[2].rfilename}
 * @param quote exact original text, at most {@link #MAX_QUOTE} characters
 * @param start offset of the quote in the field's original text, in UTF-16 units; null where the
 *     quote is the whole field
 * @param end offset behind the quote
 * @param rule the rule that fired, with its version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
    String field, String quote, @Nullable Integer start, @Nullable Integer end, String rule) {

  /** Short spans are kept, not whole cards. */
  public static final int MAX_QUOTE = 160;

  public Evidence {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(rule, "rule");
    if (quote.length() > MAX_QUOTE) {
      quote = cut(quote);
    }
    if (start != null && (start < 0 || (end != null && end < start))) {
      throw new IllegalArgumentException("a span from " + start + " to " + end);
    }
  }

  /** Never cuts a surrogate pair in two: half of one has no UTF-8 form. */
  private static String cut(String quote) {
    int end = MAX_QUOTE - 1;
    return quote.substring(0, Character.isHighSurrogate(quote.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
