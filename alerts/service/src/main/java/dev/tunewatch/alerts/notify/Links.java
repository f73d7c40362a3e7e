package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.alert.AlertId;
import java.util.function.Supplier;

/**
 * The addresses that messages may hold: of the console, and no other. A message never links to a
 * model, let alone to a file of one.
 *
 * @param console asked when a link is made, for the port may be known only then; with or without a
 *     slash at its end
 */
public record Links(Supplier<String> console) {

  /** Where people see this alert. */
  public String alert(AlertId id) {
    String base = console.get();
    return (base.endsWith("/") ? base : base + "/") + "#/alerts/" + id;
  }
}
