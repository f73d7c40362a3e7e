package dev.tunewatch.alerts.access;

import dev.tunewatch.alerts.alert.Scope;

/**
 * Who asks.
 *
 * @param id of the token
 * @param name of the token, as history and audit log show it
 * @param role what it is for
 * @param scope what it may see
 * @param feedOnly whether it is a feed key, which may stand in an address and opens feeds only
 */
public record Caller(String id, String name, Role role, Scope scope, boolean feedOnly) {

  /** Whether this is somebody who works with alerts here. */
  public boolean isStaff() {
    return role == Role.ADMIN || role == Role.ANALYST;
  }

  /** Whether this is somebody of a hub. */
  public boolean isOperator() {
    return role == Role.SUBSCRIBER && scope.hub() != null;
  }
}
