package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a comparison that can never be true: a severity P7, a signal that no catalogue has. The
 * types are right, so nobody else would ever say so, and the subscriber would wait for ever.
 */
final class FilterConstants {

  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

  private FilterConstants() {}

  static void check(CelAbstractSyntaxTree tree) {
    Deque<CelExpr> open = new ArrayDeque<>(List.of(tree.getExpr()));
    while (!open.isEmpty()) {
      CelExpr expression = open.pop();
      if (expression.getKind() == Kind.CALL) {
        CelExpr.CelCall call = expression.call();
        if (COMPARISONS.contains(call.function())) {
          compare(tree, call.args().get(0), call.args().get(1));
          compare(tree, call.args().get(1), call.args().get(0));
        }
        call.args().forEach(open::push);
        call.target().ifPresent(open::push);
      } else if (expression.getKind() == Kind.COMPREHENSION) {
        open.push(expression.comprehension().loopStep());
      }
    }
  }

  private static void compare(CelAbstractSyntaxTree tree, CelExpr name, CelExpr other) {
    Optional<Variable> variable =
        name.getKind() == Kind.IDENT ? Variable.find(name.ident().name()) : Optional.empty();
    if (variable.isEmpty() || variable.get().values().isEmpty()) {
      return;
    }
    List<CelExpr> constants = new ArrayList<>(List.of(other));
    if (other.getKind() == Kind.LIST) {
      constants.addAll(other.list().elements());
    }
    for (CelExpr constant : constants) {
      if (constant.getKind() == Kind.CONSTANT
          && constant.constant().getKind() == CelConstant.Kind.STRING_VALUE
          && !variable.get().values().contains(constant.constant().stringValue())) {
        String text = constant.constant().stringValue();
        throw new FilterRejected(
            FilterProblem.at(tree, constant)
                + variable.get().name()
                + " is never '"
                + FilterProblem.brief(text)
                + "'; the nearest is '"
                + FilterProblem.nearest(text, variable.get().values())
                + "'");
      }
    }
  }
}
