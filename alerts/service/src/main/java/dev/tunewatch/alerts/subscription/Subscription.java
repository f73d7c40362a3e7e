package dev.tunewatch.alerts.subscription;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.assessments.Severity;
import java.time.Instant;

/**
 * Who wants to hear of what. Its JSON is shown by the API; the secret is not part of it.
 *
 * @param id {@code sub_…}
 * @param name for people, unique
 * @param channel how it is told; so far {@code webhook}
 * @param url where to
 * @param secret what signs its messages
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
  "url",
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
    String url,
    @JsonIgnore WebhookSecret secret,
    Severity severityFloor,
    String mode,
    boolean includeBacklog,
    Tlp tlp,
    String state,
    Instant createdAt) {

  /** The one channel so far. */
  public static final String WEBHOOK = "webhook";

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
        url,
        secret,
        severityFloor,
        mode,
        includeBacklog,
        tlp,
        state,
        present.createdAt());
  }

  /** Whether it is told. */
  @JsonIgnore
  public boolean isActive() {
    return state.equals(ACTIVE);
  }
}
