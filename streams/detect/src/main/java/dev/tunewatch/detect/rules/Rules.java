package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.SignalId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules of one book, in its order.
 *
 * @param version the book's version
 */
public record Rules(String version, List<Rule> all) {

  public Rules {
    all = List.copyOf(all);
  }

  /** Terms of one rule; none where the book has no such rule. */
  public Set<String> terms(String ruleId) {
    return all.stream()
        .filter(rule -> rule.id().equals(ruleId))
        .flatMap(rule -> rule.terms().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Words of the lists that a signal's detector asks for by field, lower case. */
  public Set<String> list(SignalId signal, Rule.Field field) {
    return all.stream()
        .filter(rule -> rule.signal() == signal && rule.role() == Rule.Role.LIST)
        .filter(rule -> rule.in().contains(field))
        .flatMap(rule -> rule.terms().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
