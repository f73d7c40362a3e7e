package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.access.Role;
import dev.tunewatch.alerts.access.Token;
import dev.tunewatch.alerts.access.Tokens;
import dev.tunewatch.alerts.alert.Tlp;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens: made, listed, revoked; and who one is. */
final class TokenRoutes {

  private static final List<String> FIELDS = List.of("name", "role", "hub", "tlp", "feedOnly");
  private static final List<String> ROLES =
      Arrays.stream(Role.values()).map(Role::wireName).toList();
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");
  private static final Pattern HUB = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_LISTED = 2_000;

  private final Tokens tokens;

  TokenRoutes(Tokens tokens) {
    this.tokens = tokens;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/me", this::me);
    routes.get("/api/v1/tokens", this::list);
    routes.post("/api/v1/tokens", this::add);
    routes.delete("/api/v1/tokens/{id}", this::revoke);
  }

  private void me(Context http) {
    Caller caller = Guard.require(http);
    Json.answer(
        http,
        (Object) new Me(caller.name(), caller.role(), caller.scope().hub(), caller.scope().tlp()));
  }

  private void list(Context http) {
    Etag.answer(http, new AlertRoutes.Page<>(tokens.list(MOST_LISTED), null));
  }

  private void add(Context http) {
    FieldReader fields = FieldReader.of(http.bodyAsBytes(), FIELDS);
    String name =
        fields
            .text("name")
            .filter(text -> NAME.matcher(text).matches())
            .orElseThrow(
                () -> new Refused(422, "name has 1 to 64 letters, digits and ._@-", "name"));
    Role role =
        fields
            .word("role", text -> Role.valueOf(upper(text)), ROLES)
            .orElseThrow(() -> new Refused(422, "role is one of " + ROLES, "role"));
    String hub =
        fields
            .text("hub")
            .map(
                text -> {
                  if (!HUB.matcher(text).matches()) {
                    throw new Refused(422, "hub is a hub's short name, huggingface say", "hub");
                  }
                  return text;
                })
            .orElse(null);
    boolean feedOnly = fields.flag("feedOnly").orElse(false);
    if ((hub != null || feedOnly) && role != Role.SUBSCRIBER) {
      throw new Refused(
          422, "hub and feedOnly are a subscriber's", hub != null ? "hub" : "feedOnly");
    }
    // Who acts on alerts sees them all: an action on many does not ask for each.
    if (role != Role.SUBSCRIBER && fields.choice("tlp", Tlp.values()).isPresent()) {
      throw new Refused(422, "tlp is a subscriber's", "tlp");
    }
    Tlp tlp =
        fields
            .choice("tlp", Tlp.values())
            .orElse(role == Role.SUBSCRIBER || role == Role.METRICS ? Tlp.GREEN : Tlp.RED);
    Tokens.Made made =
        tokens
            .add(new Tokens.Wish(name, role, hub, tlp, feedOnly), Guard.require(http).name())
            .orElseThrow(
                () -> new Refused(409, "a token of that name is there, or too many are", "name"));
    http.status(201).header("Location", "/api/v1/tokens/" + made.token().id());
    Trail.changed(http, null, made.token());
    Json.answer(http, (Object) new Shown(made.token(), made.text()));
  }

  private void revoke(Context http) {
    Token revoked =
        tokens
            .revoke(http.pathParam("id"))
            .orElseThrow(() -> new Refused(404, "there is no such token that is active"));
    Trail.changed(http, revoked, null);
    http.status(204);
  }

  private static String upper(String role) {
    if (!role.equals(role.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no such role");
    }
    return role.toUpperCase(Locale.ROOT);
  }

  /** Who asks. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Me(String name, Role role, @Nullable String hub, Tlp tlp) {}

  /**
   * A new token.
   *
   * @param token the one time that it is shown
   */
  private record Shown(@JsonUnwrapped Token known, String token) {}
}
