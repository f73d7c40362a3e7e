package dev.tunewatch.alerts.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds routes, each behind the guard and, where it changes something, within the audit log, and
 * remembers them, so that tests can hold them against the description and the rules.
 */
final class RouteTable {

  private final RoutesConfig routes;
  private final Guard guard;
  private final Trail trail;
  private final List<String> registered = new ArrayList<>();

  RouteTable(RoutesConfig routes, Guard guard, Trail trail) {
    this.routes = routes;
    this.guard = guard;
    this.trail = trail;
  }

  void get(String path, Handler handler) {
    add(HandlerType.GET, path, handler);
  }

  void post(String path, Handler handler) {
    add(HandlerType.POST, path, handler);
  }

  void put(String path, Handler handler) {
    add(HandlerType.PUT, path, handler);
  }

  void delete(String path, Handler handler) {
    add(HandlerType.DELETE, path, handler);
  }

  /** {@code GET /path}, in the order of registration. */
  List<String> registered() {
    return List.copyOf(registered);
  }

  void note(String route) {
    registered.add(route);
  }

  private void add(HandlerType method, String path, Handler handler) {
    String route = method.name() + " " + path;
    RouteRules.Rule rule = RouteRules.of(route);
    routes.addEndpoint(
        new Endpoint(
            method,
            path,
            http -> {
              guard.check(http, route, rule);
              if (rule.audited()) {
                trail.around(http, route, handler);
              } else {
                handler.handle(http);
              }
            }));
    registered.add(route);
  }
}
