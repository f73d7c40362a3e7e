package dev.tunewatch.alerts.subscription.filter;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true of every alert that a checked expression lets through, read off its form: a
 * list of sets, of each of which at least one term holds. Only equalities and memberships with
 * constants are read, which cannot fail to evaluate, so an alert that has none of a set's terms
 * makes the whole expression false, whatever else stands in it: CEL's {@code &&} is false when one
 * side is, even if the other fails.
 */
final class Requirements {

  private Requirements() {}

  static List<Set<Term>> of(CelExpr expression) {
    List<Set<Term>> found = new ArrayList<>();
    collect(expression, found);
    return found;
  }

  private static void collect(CelExpr expression, List<Set<Term>> found) {
    if (expression.getKind() != Kind.CALL) {
      return;
    }
    CelExpr.CelCall call = expression.call();
    switch (call.function()) {
      case "_&&_" -> call.args().forEach(side -> collect(side, found));
      case "_||_" -> either(call.args()).ifPresent(found::add);
      case "_==_" ->
          term(call.args().get(0), call.args().get(1))
              .or(() -> term(call.args().get(1), call.args().get(0)))
              .ifPresent(term -> found.add(Set.of(term)));
      case "@in" -> membership(call.args().get(0), call.args().get(1)).ifPresent(found::add);
      default -> {
        // Says nothing that must be equal.
      }
    }
  }

  /** Where each side needs one of a set, the whole needs one of all of them. */
  private static Optional<Set<Term>> either(List<CelExpr> sides) {
    Set<Term> union = new HashSet<>();
    for (CelExpr side : sides) {
      Optional<Set<Term>> smallest =
          of(side).stream().min(Comparator.<Set<Term>>comparingInt(Set::size));
      if (smallest.isEmpty()) {
        return Optional.empty();
      }
      union.addAll(smallest.get());
    }
    return Optional.of(union);
  }

  private static Optional<Set<Term>> membership(CelExpr element, CelExpr list) {
    if (list.getKind() == Kind.IDENT) {
      return term(list, element).map(Set::of);
    }
    if (list.getKind() != Kind.LIST) {
      return Optional.empty();
    }
    Set<Term> any = new HashSet<>();
    for (CelExpr one : list.list().elements()) {
      Optional<Term> term = term(element, one);
      if (term.isEmpty()) {
        return Optional.empty();
      }
      any.add(term.get());
    }
    return Optional.of(any);
  }

  private static Optional<Term> term(CelExpr name, CelExpr constant) {
    if (name.getKind() != Kind.IDENT
        || constant.getKind() != Kind.CONSTANT
        || constant.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.empty();
    }
    return Variable.find(name.ident().name())
        .filter(Variable::indexed)
        .map(variable -> new Term(variable.name(), constant.constant().stringValue()));
  }
}
