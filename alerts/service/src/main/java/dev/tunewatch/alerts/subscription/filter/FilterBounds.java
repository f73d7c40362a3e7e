package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an expression may be made of, and how much of it, whatever its types are. */
final class FilterBounds {

  private static final int MOST_NODES = 500;
  private static final int MOST_DEPTH = 40;
  private static final int MOST_LOOPS_INSIDE_EACH_OTHER = 2;

  /** Each evaluation of a pattern makes it anew, by far the dearest step; so they are few. */
  private static final int MOST_PATTERNS = 10;

  private static final int MOST_LOOPS_AROUND_A_PATTERN = 1;

  /** Each of these takes time that its operands' lengths bound. */
  private static final Set<String> FUNCTIONS =
      new TreeSet<>(
          Set.of("contains", "startsWith", "endsWith", "matches", "size", "exists", "all"));

  private static final Set<String> OPERATORS =
      Set.of(
          "_&&_",
          "_||_",
          "!_",
          "_==_",
          "_!=_",
          "_<_",
          "_<=_",
          "_>_",
          "_>=_",
          "@in",
          "_+_",
          "_-_",
          "_*_",
          "_/_",
          "_%_",
          "-_",
          "_?_:_",
          "_[_]",
          "@not_strictly_false");

  private FilterBounds() {}

  static void check(CelAbstractSyntaxTree tree) {
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(tree.getExpr(), 1, 0)));
    int nodes = 0;
    int patterns = 0;
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (++nodes > MOST_NODES) {
        throw new FilterRejected("has at most " + MOST_NODES + " parts; this one has more");
      }
      if (place.depth > MOST_DEPTH) {
        throw new FilterRejected("is nested at most " + MOST_DEPTH + " deep");
      }
      if (place.loops > MOST_LOOPS_INSIDE_EACH_OTHER) {
        throw new FilterRejected(
            "has at most " + MOST_LOOPS_INSIDE_EACH_OTHER + " loops (exists, all) in each other");
      }
      if (isPattern(place.expression)) {
        if (++patterns > MOST_PATTERNS) {
          throw new FilterRejected("uses matches at most " + MOST_PATTERNS + " times");
        }
        if (place.loops > MOST_LOOPS_AROUND_A_PATTERN) {
          throw new FilterRejected(
              FilterProblem.at(tree, place.expression)
                  + "matches stands inside one loop (exists, all) at most");
        }
      }
      for (CelExpr child : children(tree, place.expression)) {
        int inLoop = place.expression.getKind() == Kind.COMPREHENSION ? 1 : 0;
        open.push(new Place(child, place.depth + 1, place.loops + inLoop));
      }
    }
  }

  private static boolean isPattern(CelExpr expression) {
    return expression.getKind() == Kind.CALL && expression.call().function().equals("matches");
  }

  private static List<CelExpr> children(CelAbstractSyntaxTree tree, CelExpr expression) {
    return switch (expression.getKind()) {
      case CALL -> {
        CelExpr.CelCall call = expression.call();
        if (!FUNCTIONS.contains(call.function()) && !OPERATORS.contains(call.function())) {
          throw new FilterRejected(
              FilterProblem.at(tree, expression)
                  + "there is no function '"
                  + FilterProblem.brief(call.function())
                  + "'; the nearest is '"
                  + FilterProblem.nearest(call.function(), FUNCTIONS)
                  + "'");
        }
        if (isPattern(expression)) {
          FilterPatterns.check(tree, call.args().get(call.args().size() - 1));
        }
        List<CelExpr> parts = new ArrayList<>(call.args());
        call.target().ifPresent(parts::add);
        yield parts;
      }
      case LIST -> expression.list().elements();
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expression.comprehension();
        yield List.of(
            loop.iterRange(),
            loop.accuInit(),
            loop.loopCondition(),
            loop.loopStep(),
            loop.result());
      }
      case SELECT -> List.of(expression.select().operand());
      case MAP, STRUCT ->
          throw new FilterRejected(FilterProblem.at(tree, expression) + "{…} has no use here");
      default -> List.of();
    };
  }

  private static final class Place {
    private final CelExpr expression;
    private final int depth;
    private final int loops;

    Place(CelExpr expression, int depth, int loops) {
      this.expression = expression;
      this.depth = depth;
      this.loops = loops;
    }
  }
}
