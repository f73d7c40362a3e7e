package dev.tunewatch.alerts.deliver;

import java.util.Locale;

/** Why a message was not delivered; a closed set, fit for a log and a metric label. */
public enum GiveUpReason {
  /** The target said 410. */
  GONE,
  /** The target's answer was another 4xx. */
  CLIENT_ERROR,
  /** 401 or 403. */
  AUTH_ERROR,
  /** 429. */
  RATE_LIMITED,
  /** 5xx. */
  SERVER_ERROR,
  /** The target points elsewhere; messages do not follow. */
  REDIRECT,
  /** No answer in time. */
  TIMEOUT,
  /** No connection, or a broken one. */
  NETWORK,
  /** The policy on targets refuses the address. */
  TARGET_REFUSED,

  /** This process is not set up for the channel. */
  NOT_CONFIGURED,

  /** The subscription was disabled while it waited. */
  DISABLED,

  /** What the store holds of it cannot be read. */
  UNREADABLE;

  /** Whether the target is to blame: what this process refuses says nothing of the endpoint. */
  public boolean blamesTarget() {
    return this != NOT_CONFIGURED
        && this != TARGET_REFUSED
        && this != DISABLED
        && this != UNREADABLE;
  }

  /** The name in JSON and labels, lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
