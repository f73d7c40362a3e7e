package dev.tunewatch.alerts.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Adds routes and remembers them, so that a test can hold them against the description. */
final class RouteTable {

  private final RoutesConfig routes;
  private final List<String> registered = new ArrayList<>();

  RouteTable(RoutesConfig routes) {
    this.routes = routes;
  }

  void get(String path, Handler handler) {
    add(HandlerType.GET, path, handler);
  }

  void post(String path, Handler handler) {
    add(HandlerType.POST, path, handler);
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
    routes.addEndpoint(new Endpoint(method, path, handler));
    registered.add(method.name() + " " + path);
  }
}
