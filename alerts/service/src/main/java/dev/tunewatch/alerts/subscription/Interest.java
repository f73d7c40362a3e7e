package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.filter.Filter;
import dev.tunewatch.alerts.subscription.filter.FilterRejected;
import dev.tunewatch.assessments.Severity;

/**
 * What a subscription wants to hear of.
 *
 * @param severityFloor nothing less severe is told
 * @param filter in CEL over the alert, empty for all; checked
 * @param hub the only hub that it may hear of, empty for all: the scope of a hub's operator
 * @param includeBacklog whether old news is told at once, too; a digest holds it anyway
 * @param tlp the widest restriction that it may see
 */
@JsonPropertyOrder({"severityFloor", "filter", "hub", "includeBacklog", "tlp"})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Interest(
    Severity severityFloor, String filter, String hub, boolean includeBacklog, Tlp tlp) {

  /** Refuses with the field that is wrong. */
  public Interest {
    if (!hub.isEmpty() && !hub.matches("[a-z][a-z0-9-]{0,31}")) {
      throw new SubscriptionRejected("hub", "is the short name of a hub, such as huggingface");
    }
    filter = filter.strip();
  }

  /** Of everything from a floor on, whatever it says. */
  public static Interest from(Severity severityFloor, boolean includeBacklog, Tlp tlp) {
    return new Interest(severityFloor, "", "", includeBacklog, tlp);
  }

  /**
   * The filter, ready to be asked.
   *
   * @throws SubscriptionRejected if it is none
   */
  public Filter compiled() {
    return compile(filter);
  }

  /** Compiles a filter, refusing as a subscription does. */
  static Filter compile(String text) {
    try {
      return Filter.of(text);
    } catch (FilterRejected refused) {
      throw new SubscriptionRejected("filter", String.valueOf(refused.getMessage()));
    }
  }

  /** What it may see, whatever it asks for: checked in this one place. */
  public boolean maySee(Alert alert) {
    return tlp.covers(alert.tlp()) && (hub.isEmpty() || hub.equals(alert.hub()));
  }

  /** Whether a version is one that it may see and, but for the filter, asked for. */
  boolean covers(Alert alert, boolean digests) {
    return maySee(alert)
        && !alert.state().retracts()
        && alert.severity().reaches(severityFloor)
        && (!alert.backlog() || includeBacklog || digests);
  }
}
