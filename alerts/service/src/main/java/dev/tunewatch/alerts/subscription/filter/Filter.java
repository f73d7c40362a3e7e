package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Set;

/**
 * A checked filter, ready to be asked; used by many threads. An empty text lets everything through.
 */
public final class Filter {

  /** Lets everything through. */
  public static final Filter ALL = new Filter(null, List.of());

  private final @org.jspecify.annotations.Nullable Program program;
  private final List<Set<Term>> required;

  private Filter(@org.jspecify.annotations.Nullable Program program, List<Set<Term>> required) {
    this.program = program;
    this.required = required.stream().map(Set::copyOf).toList();
  }

  /**
   * Checks a text and makes it ready.
   *
   * @throws FilterRejected if it is no filter, or asks for more than one may
   */
  public static Filter of(String text) {
    if (text.isBlank()) {
      return ALL;
    }
    CelAbstractSyntaxTree tree = FilterLanguage.check(text);
    return new Filter(FilterLanguage.program(tree), Requirements.of(tree.getExpr()));
  }

  /** Sets of terms of each of which an alert must have one, else this lets it not through. */
  public List<Set<Term>> required() {
    return required;
  }

  /** What it says of an alert. */
  public Answer ask(AlertFacts facts) {
    if (program == null) {
      return Answer.YES;
    }
    try {
      return Boolean.TRUE.equals(program.eval(facts.values())) ? Answer.YES : Answer.NO;
    } catch (CelEvaluationException failed) {
      return Answer.FAILED;
    }
  }

  /** What a filter says. */
  public enum Answer {
    /** It lets the alert through. */
    YES,
    /** It does not. */
    NO,
    /** It divides by zero, or the like: nobody knows, so the alert is told. */
    FAILED;

    /** Whether the alert is told: of two mistakes a message too many is the smaller one. */
    public boolean tells() {
      return this != NO;
    }
  }
}
