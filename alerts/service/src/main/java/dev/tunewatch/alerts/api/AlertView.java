package dev.tunewatch.alerts.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.access.Caller;
import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.alert.AlertJson;
import dev.tunewatch.alerts.alert.Alerts;
import dev.tunewatch.alerts.alert.Alerts.Viewed;
import dev.tunewatch.alerts.verdict.Triage.Seen;
import dev.tunewatch.events.EventJson;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An alert as the API shows it: the public contract, and beside it what the reader may know. */
final class AlertView {

  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"?(\\d{1,9})-(\\d{1,9})-\\w{0,64}\"?");

  private AlertView() {}

  /**
   * What this reader sees: the status of a contest is for all, who handles it for people here, the
   * hub's own answer for its operator, too.
   */
  static ObjectNode of(Viewed viewed, Optional<Caller> caller) {
    ObjectNode json = AlertJson.tree(viewed.alert());
    json.put("contest", viewed.contest());
    if (caller.filter(c -> c.isStaff() || c.isOperator()).isPresent()) {
      json.put("answer", viewed.answer());
    }
    if (caller.filter(Caller::isStaff).isPresent()) {
      json.set("handling", EventJson.mapper().valueToTree(viewed.handling()));
      json.put("seen", tagPrefix(viewed));
    }
    return json;
  }

  /** Answers with it, and with a tag that says version and handling. */
  static void answer(Context http, Viewed viewed) {
    Optional<Caller> caller = Guard.callerOf(http);
    Etag.answer(http, Json.bytes(of(viewed, caller)), "application/json", tagPrefix(viewed));
  }

  /** The alert that the address names, if this caller may see it. */
  static Viewed found(Alerts alerts, Context http) {
    return id(http.pathParam("id"))
        .flatMap(id -> alerts.view(id, Guard.scopeOf(http)))
        .orElseThrow(() -> new Refused(404, "there is no such alert"));
  }

  static Optional<AlertId> id(String text) {
    try {
      return Optional.of(new AlertId(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /**
   * What a client saw, by the tag that it gives back. A row that was refreshed within a version is
   * still what it saw: numbers of copies move all the time.
   *
   * @throws Refused if it is no tag of an alert
   */
  static @Nullable Seen seen(@Nullable String tag, String field) {
    if (tag == null || tag.equals("*")) {
      return null;
    }
    Matcher parts = TAG.matcher(tag.strip());
    if (!parts.matches()) {
      throw new Refused(412, field + " is no ETag of an alert", field);
    }
    return new Seen(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  private static String tagPrefix(Viewed viewed) {
    return viewed.alert().version() + "-" + viewed.handling().revision() + "-";
  }
}
