package dev.tunewatch.alerts.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of an alert: a pure function of the cluster, so that a rebuilt database gives the same
 * ids.
 *
 * @param value {@code al_} and 26 characters of base 32
 */
public record AlertId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("al_[a-z2-7]{26}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AlertId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an alert id");
    }
  }

  /** The one alert of a cluster. */
  public static AlertId ofCluster(String clusterId) {
    return new AlertId("al_" + Digest.base32(clusterId, 26));
  }

  @Override
  public String toString() {
    return value;
  }
}
