package dev.tunewatch.alerts.subscription;

/** A subscription that cannot be made; it names the field and holds no secret. */
public final class SubscriptionRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Says what is wrong with which field.
   *
   * @param field as in JSON
   * @param problem to be read behind the field's name
   */
  public SubscriptionRejected(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
  }

  /** The field that is wrong, as in JSON. */
  public String field() {
    return field;
  }
}
