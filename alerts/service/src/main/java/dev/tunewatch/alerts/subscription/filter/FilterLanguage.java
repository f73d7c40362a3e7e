package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;

/**
 * CEL as far as a filter may use it. A subscriber may be hostile, so length, nesting, nodes,
 * functions and loops are bounded before anything is evaluated: what passes costs at most some
 * thousand steps for an alert, whose lists are bounded as well.
 */
final class FilterLanguage {

  /** The most characters of a filter. */
  static final int MOST_CHARACTERS = 2_000;

  /** The most rounds of loops of one evaluation; with more it fails, and the alert is told. */
  private static final int MOST_ROUNDS = 5_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MOST_CHARACTERS)
          .maxParseRecursionDepth(40)
          .maxParseErrorRecoveryLimit(4)
          .comprehensionMaxIterations(MOST_ROUNDS)
          .maxRegexProgramSize(500)
          .enableShortCircuiting(true)
          .build();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private FilterLanguage() {}

  /**
   * Parses, checks the types and the bounds.
   *
   * @throws FilterRejected with what is wrong
   */
  static CelAbstractSyntaxTree check(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new FilterRejected("has at most " + MOST_CHARACTERS + " characters");
    }
    CelAbstractSyntaxTree tree;
    try {
      CelValidationResult parsed = COMPILER.parse(text);
      if (parsed.hasError()) {
        throw FilterProblem.of(parsed.getErrors());
      }
      FilterBounds.check(parsed.getAst());
      CelValidationResult checked = COMPILER.check(parsed.getAst());
      if (checked.hasError()) {
        throw FilterProblem.of(checked.getErrors());
      }
      tree = checked.getAst();
    } catch (CelValidationException invalid) {
      throw FilterProblem.of(invalid.getErrors());
    }
    FilterConstants.check(tree);
    return tree;
  }

  /** Makes a checked tree ready. */
  static Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException refused) {
      // Constant parts, such as a pattern that is no pattern, are tried at once.
      throw new FilterRejected("cannot be evaluated: " + FilterProblem.brief(refused.getMessage()));
    }
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.EXISTS, CelStandardMacro.ALL)
            .setResultType(SimpleType.BOOL);
    Variable.ALL.forEach(variable -> builder.addVar(variable.name(), variable.type()));
    return builder.build();
  }
}
