package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.AdminToken;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one place that decides who may ask what. */
final class Guard {

  private static final String SCHEME = "Bearer ";
  private static final Pattern OPEN =
      Pattern.compile("/api/v1/alerts(/[^/]*)?|/feeds/alerts\\.json");

  private final AdminToken token;
  private final boolean publicView;

  Guard(AdminToken token, boolean publicView) {
    this.token = token;
    this.publicView = publicView;
  }

  void check(Context http) {
    if (publicView
        && http.method().equals(HandlerType.GET)
        && OPEN.matcher(http.path()).matches()) {
      return;
    }
    if (!token.admits(bearer(http.header("Authorization")))) {
      throw new Refused(401, "a token is needed: Authorization: Bearer TOKEN");
    }
  }

  private static @Nullable String bearer(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
