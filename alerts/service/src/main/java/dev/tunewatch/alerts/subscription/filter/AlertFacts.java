package dev.tunewatch.alerts.subscription.filter;

import dev.tunewatch.alerts.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One alert as filters see it, computed once for all of them. */
public final class AlertFacts {

  private final Map<String, Object> values = new HashMap<>();
  private final List<Term> terms = new ArrayList<>();

  private AlertFacts(Alert alert) {
    for (Variable variable : Variable.ALL) {
      Object value = variable.of().apply(alert);
      values.put(variable.name(), value);
      if (variable.indexed()) {
        if (value instanceof List<?> several) {
          several.forEach(one -> terms.add(new Term(variable.name(), String.valueOf(one))));
        } else {
          terms.add(new Term(variable.name(), String.valueOf(value)));
        }
      }
    }
  }

  /** Of this alert. */
  public static AlertFacts of(Alert alert) {
    return new AlertFacts(alert);
  }

  /** What is true of it, by which a filter that asks for it is found. */
  public List<Term> terms() {
    return List.copyOf(terms);
  }

  Map<String, Object> values() {
    return values;
  }
}
