package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.audit.AuditLog;
import io.javalin.http.Context;
import java.util.List;

/** Who changed what. */
final class AuditRoutes {

  private final AuditLog log;

  AuditRoutes(AuditLog log) {
    this.log = log;
  }

  void register(RouteTable routes) {
    routes.get("/api/v1/audit", this::list);
  }

  private void list(Context http) {
    Paging paging = Paging.of(http);
    List<AuditLog.Entry> found =
        log.list(AlertRoutes.text(http, "actor"), paging.before(), paging.limit());
    Etag.answer(
        http,
        new AlertRoutes.Page<>(
            found,
            found.isEmpty() ? null : paging.next(found.size(), found.get(found.size() - 1).id())));
  }
}
