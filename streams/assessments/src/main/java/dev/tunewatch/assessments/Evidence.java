package dev.tunewatch.assessments;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    if (quote.length() > MAX_QUOTE) {
      quote = quote.substring(0, MAX_QUOTE - 1) + "…";
    }
  }
}
