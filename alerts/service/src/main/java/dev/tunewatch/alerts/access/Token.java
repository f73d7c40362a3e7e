package dev.tunewatch.alerts.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tunewatch.alerts.alert.Scope;
import dev.tunewatch.alerts.alert.Tlp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; not the token, which nobody keeps.
 *
 * @param id for addresses
 * @param name unique among those that are not revoked
 * @param role what it is for
 * @param hub the only hub whose alerts it sees, null for all
 * @param tlp the widest restriction that it may see
 * @param feedOnly whether it is a feed key
 * @param firstRun whether it was made or given at a start, not by somebody with a token
 * @param createdBy who made it
 * @param createdAt when
 * @param lastUsedAt to about a minute; null where it never was
 * @param revokedAt null while it opens anything
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Token(
    String id,
    String name,
    Role role,
    @Nullable String hub,
    Tlp tlp,
    boolean feedOnly,
    boolean firstRun,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  Caller caller() {
    return new Caller(id, name, role, new Scope(tlp, hub), feedOnly);
  }
}
