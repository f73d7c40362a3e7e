package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;
import java.util.Map;

/**
 * Who wants to hear of what. Its JSON is shown by the API: the channel's settings stand beside the
 * other members, secrets are not part of it.
 *
 * @param id {@code sub_…}
 * @param name for people, unique
 * @param channel how it is told, a name of the channel registry
 * @param settings what the channel needs to know
 * @param severityFloor nothing less severe is told
 * @param mode when it is told; so far {@code immediate}
 * @param includeBacklog whether old news is told, too
 * @param tlp the widest restriction that it may see
 * @param state {@code active}, or {@code disabled} after the target said 410 Gone
 * @param createdAt when it was made
 */
@JsonPropertyOrder({
  "id",
  "name",
  "channel",
  "severityFloor",
  "mode",
  "includeBacklog",
  "tlp",
  "state",
  "createdAt"
})
public record Subscription(
    String id,
    String name,
    String channel,
    @JsonIgnore ChannelSettings settings,
    Severity severityFloor,
    String mode,
    boolean includeBacklog,
    Tlp tlp,
    String state,
    Instant createdAt) {

  /** The one mode so far. */
  public static final String IMMEDIATE = "immediate";

  /** It is told. */
  public static final String ACTIVE = "active";

  /** It is not told any more. */
  public static final String DISABLED = "disabled";

  /** The same wish under the id of one that is there already. */
  public Subscription withIdentityOf(Subscription present) {
    return new Subscription(
        present.id(),
        name,
        channel,
        settings,
        severityFloor,
        mode,
        includeBacklog,
        tlp,
        state,
        present.createdAt());
  }

  /** The same with other settings of its channel. */
  public Subscription withSettings(ChannelSettings other) {
    return new Subscription(
        id, name, channel, other, severityFloor, mode, includeBacklog, tlp, state, createdAt);
  }

  /** The channel's settings as the API shows them. */
  @JsonAnyGetter
  public Map<String, String> shown() {
    return settings.shown();
  }

  /** Whether it is told. */
  @JsonIgnore
  public boolean isActive() {
    return state.equals(ACTIVE);
  }

  /** Whether this version of an alert is one that was asked for. */
  public boolean wants(Alert alert) {
    return !alert.state().retracts()
        && alert.severity().reaches(severityFloor)
        && (!alert.backlog() || includeBacklog)
        && tlp.covers(alert.tlp());
  }
}
