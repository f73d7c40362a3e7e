package dev.tunewatch.crawler.simulated.fault;

/** The words in which the size of a fault is given. */
final class Amounts {

  private Amounts() {}

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException if it is none, or out of range
   */
  static long whole(String text, long least, long most) {
    if (text.matches("[0-9]{1,12}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a whole number of " + least + " to " + most);
  }
}
