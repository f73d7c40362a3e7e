package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.access.Need;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who may ask what: the one table of all addresses. An address that it does not name is the
 * administrator's alone, and fails a test.
 */
final class RouteRules {

  private static final Map<String, Rule> TABLE = table();

  private RouteRules() {}

  /**
   * What holds for an address.
   *
   * @param need of the caller
   * @param audited whether what it does is kept in the audit log
   */
  record Rule(Need need, boolean audited) {}

  /** Of {@code METHOD /path}. */
  static Rule of(String route) {
    Rule rule = TABLE.get(route);
    return rule == null ? new Rule(Need.ADMIN, !route.startsWith("GET ")) : rule;
  }

  /** All that are named. */
  static Map<String, Rule> all() {
    return TABLE;
  }

  /** Whether somebody without a token may ask this at all. */
  static boolean mayBeOpen(String method, String path, boolean publicView) {
    return TABLE.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().need() == Need.NOBODY
                    || (publicView && entry.getValue().need() == Need.READER))
        .anyMatch(entry -> matches(entry.getKey(), method, path));
  }

  private static boolean matches(String route, String method, String path) {
    int space = route.indexOf(' ');
    String pattern = route.substring(space + 1).replaceAll("\\{[a-z]+}", "[^/]+");
    return route.substring(0, space).equals(method)
        && !pattern.contains("<")
        && Pattern.matches(pattern, path);
  }

  private static Map<String, Rule> table() {
    Map<String, Rule> table = new TreeMap<>();
    for (String file :
        new String[] {
          "/", "/<path>", "/webjars/<path>", "/openapi.yaml", "/health/live", "/health/ready"
        }) {
      table.put("GET " + file, new Rule(Need.NOBODY, false));
    }
    // The guard of /metrics is its own: whether it is open is configured.
    table.put("GET /metrics", new Rule(Need.NOBODY, false));
    read(
        table,
        Need.READER,
        "/api/v1/alerts",
        "/api/v1/alerts/{id}",
        "/api/v1/alerts/{id}/versions",
        "/api/v1/precision",
        "/feeds/alerts.json");
    read(
        table,
        Need.SUBSCRIBER,
        "/api/v1/me",
        "/api/v1/subscriptions",
        "/api/v1/subscriptions/{id}",
        "/api/v1/deliveries",
        "/api/v1/coverage",
        "/api/v1/alerts/{id}/report");
    read(
        table,
        Need.ANALYST,
        "/api/v1/alerts/{id}/history",
        "/api/v1/contests",
        "/api/v1/silences",
        "/api/v1/verdicts");
    read(table, Need.ADMIN, "/api/v1/tokens", "/api/v1/audit");
    // A maker has no token; what he says is bounded in length and number.
    change(table, Need.READER, "POST /api/v1/alerts/{id}/contest");
    change(
        table,
        Need.SUBSCRIBER,
        "POST /api/v1/subscriptions",
        "DELETE /api/v1/subscriptions/{id}",
        "POST /api/v1/subscriptions/{id}/rotate-secret",
        "POST /api/v1/subscriptions/{id}/enable",
        "POST /api/v1/subscriptions/{id}/replay",
        "POST /api/v1/deliveries/{id}/resend");
    change(table, Need.OPERATOR, "PUT /api/v1/alerts/{id}/answer");
    change(
        table,
        Need.ANALYST,
        "POST /api/v1/alerts/{id}/actions",
        "POST /api/v1/alerts/actions",
        "POST /api/v1/exceptions",
        "POST /api/v1/silences",
        "DELETE /api/v1/silences/{id}",
        "DELETE /api/v1/verdicts/{id}",
        "POST /api/v1/contests/{id}/answer");
    change(
        table,
        Need.ADMIN,
        "POST /api/v1/tokens",
        "DELETE /api/v1/tokens/{id}",
        "POST /api/v1/erasures");
    table.put("POST /api/v1/subscriptions/preview", new Rule(Need.SUBSCRIBER, false));
    table.put("POST /api/v1/subscriptions/{id}/test", new Rule(Need.SUBSCRIBER, false));
    return table;
  }

  private static void read(Map<String, Rule> table, Need need, String... paths) {
    for (String path : paths) {
      table.put("GET " + path, new Rule(need, false));
    }
  }

  private static void change(Map<String, Rule> table, Need need, String... routes) {
    for (String route : routes) {
      table.put(route, new Rule(need, true));
    }
  }
}
