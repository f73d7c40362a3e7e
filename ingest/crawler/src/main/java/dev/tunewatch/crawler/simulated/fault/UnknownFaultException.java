package dev.tunewatch.crawler.simulated.fault;

import java.util.List;

/** A fault that nobody knows; the message is a sentence to which the nearest name may be added. */
public final class UnknownFaultException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> known;

  UnknownFaultException(String name, List<String> known) {
    this("there is no fault '" + name + "'", name, known);
  }

  private UnknownFaultException(String message, String name, List<String> known) {
    super(message);
    this.name = name;
    this.known = List.copyOf(known);
  }

  UnknownFaultException at(String place) {
    return new UnknownFaultException(place + ": " + getMessage(), name, known);
  }

  /** What was written. */
  public String name() {
    return name;
  }

  /** What may be written. */
  public List<String> known() {
    return known;
  }
}
