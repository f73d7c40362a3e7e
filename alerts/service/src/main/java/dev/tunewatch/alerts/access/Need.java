package dev.tunewatch.alerts.access;

import java.util.Optional;

/** What an address asks of whoever comes. */
public enum Need {
  /** Nothing. */
  NOBODY,
  /** Any token that reads alerts; nothing where the public view is open. */
  READER,
  /** The same, even where the public view is open. */
  SUBSCRIBER,
  /** Somebody of a hub, or somebody here on his behalf. */
  OPERATOR,
  /** Somebody who works with alerts. */
  ANALYST,
  /** The administrator. */
  ADMIN;

  /**
   * Whether it opens.
   *
   * @param caller empty without a token
   */
  public boolean admits(Optional<Caller> caller, boolean publicView) {
    if (this == NOBODY || (this == READER && publicView && caller.isEmpty())) {
      return true;
    }
    return caller.filter(this::admits).isPresent();
  }

  private boolean admits(Caller caller) {
    return switch (this) {
      case NOBODY -> true;
      case READER, SUBSCRIBER -> caller.role() != Role.METRICS;
      case OPERATOR -> caller.isStaff() || caller.isOperator();
      case ANALYST -> caller.isStaff();
      case ADMIN -> caller.role() == Role.ADMIN;
    };
  }
}
