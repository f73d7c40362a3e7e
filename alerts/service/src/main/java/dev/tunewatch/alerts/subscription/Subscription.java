package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Digest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to hear of what. Its JSON is shown by the API: the channel's settings stand beside the
 * other members, secrets are not part of it.
 *
 * @param id {@code sub_…}
 * @param name for people, unique
 * @param owner who answers for it; a notice that it was disabled goes to another one of the same
 * @param channel how it is told, a name of the channel registry
 * @param settings what the channel needs to know
 * @param interest what it wants to hear of
 * @param pace when and in how many messages
 * @param state {@code active} or {@code disabled}
 * @param disabledReason {@code gone} after the target said 410, {@code failing} after days of
 *     nothing but failures; null while it is active
 * @param createdAt when it was made
 */
@JsonPropertyOrder({
  "id",
  "name",
  "owner",
  "channel",
  "interest",
  "pace",
  "state",
  "disabledReason",
  "createdAt"
})
public record Subscription(
    String id,
    String name,
    String owner,
    String channel,
    @JsonIgnore ChannelSettings settings,
    @JsonUnwrapped Interest interest,
    @JsonUnwrapped Pace pace,
    String state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String disabledReason,
    Instant createdAt) {

  /** It is told. */
  public static final String ACTIVE = "active";

  /** It is not told any more. */
  public static final String DISABLED = "disabled";

  /** The same wish under the id of one that is there already. */
  public Subscription withIdentityOf(Subscription present) {
    return new Subscription(
        present.id(),
        name,
        owner,
        channel,
        settings,
        interest,
        pace,
        state,
        disabledReason,
        present.createdAt());
  }

  /** The same with other settings of its channel. */
  public Subscription withSettings(ChannelSettings other) {
    return new Subscription(
        id, name, owner, channel, other, interest, pace, state, disabledReason, createdAt);
  }

  /** The channel's settings as the API shows them. */
  @JsonAnyGetter
  public Map<String, String> shown() {
    return settings.shown();
  }

  /** What stands for its target where failures are counted; it says nothing of a secret one. */
  @JsonIgnore
  public String endpoint() {
    return channel + ":" + Digest.base32(settings.target(), 26);
  }

  /** Whether it is told. */
  @JsonIgnore
  public boolean isActive() {
    return state.equals(ACTIVE);
  }

  /** Whether this version of an alert is one that was asked for, the filter apart. */
  public boolean covers(Alert alert) {
    return interest.covers(alert, pace.mode().digests());
  }
}
