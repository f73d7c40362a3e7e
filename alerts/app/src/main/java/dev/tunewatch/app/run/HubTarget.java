package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.app.config.Settings;
import java.net.URI;
import java.util.Map;

/**
 * Which hub, and where.
 *
 * @param hub adapter's name
 * @param baseUrl the hub's address
 */
public record HubTarget(String hub, URI baseUrl) {

  private static final Map<String, URI> PUBLIC =
      Map.of("huggingface", URI.create("https://huggingface.co"));

  /**
   * Reads {@code huggingface} or {@code huggingface=http://127.0.0.1:9400}.
   *
   * @throws ConfigError if there is no such hub or the address is none
   */
  public static HubTarget parse(String text) {
    int equals = text.indexOf('=');
    String hub = equals < 0 ? text : text.substring(0, equals);
    return of(hub, equals < 0 ? "" : text.substring(equals + 1));
  }

  /**
   * A hub at an address, or at its public one where the address is empty.
   *
   * @throws ConfigError if there is no such hub or the address is none
   */
  public static HubTarget of(String hub, String address) {
    URI known = PUBLIC.get(hub);
    if (known == null) {
      throw new ConfigError("unknown hub '" + hub + "'" + Nearest.hint(hub, PUBLIC.keySet()));
    }
    if (address.isEmpty()) {
      return new HubTarget(hub, known);
    }
    try {
      return new HubTarget(hub, Settings.parseAddress(address));
    } catch (IllegalArgumentException e) {
      throw new ConfigError("hub " + hub + ": '" + address + "' is no http or https address");
    }
  }
}
