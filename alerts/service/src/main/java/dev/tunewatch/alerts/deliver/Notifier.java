package dev.tunewatch.alerts.deliver;

/** A channel: it renders and sends one message and says what happened. Used by many threads. */
public interface Notifier {

  /** Sends; returns within seconds, whatever the target does, and throws only on a bug. */
  Outcome send(Message message);
}
