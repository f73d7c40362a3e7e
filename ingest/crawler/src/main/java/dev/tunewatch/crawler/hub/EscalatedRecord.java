package dev.tunewatch.crawler.hub;

/** A record that is processed no further; whoever reads offline shows that and nothing of it. */
public final class EscalatedRecord extends MalformedRecord {

  private static final long serialVersionUID = 1L;

  private final transient Row.Escalated row;

  /** Tells that it was withheld. */
  public EscalatedRecord(Row.Escalated row) {
    super("withheld: for the operator alone");
    this.row = row;
  }

  /** What the operator may learn. */
  public Row.Escalated row() {
    return row;
  }
}
