package dev.tunewatch.alerts.deliver;

/** Somebody else has read on from where this reader believed to be; it must look again. */
public final class PositionTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the position. */
  public PositionTaken(AlertTransaction.Position position) {
    super(position.topic() + "-" + position.partition() + " is not at " + position.expected());
  }
}
