package dev.tunewatch.app.run;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.app.config.Settings;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which hub, and where.
 *
 * @param hub adapter's name
 * @param baseUrl the hub's address
 */
public record HubTarget(String hub, URI baseUrl) {

  private static final Map<String, URI> PUBLIC =
      Map.of(
          "huggingface", URI.create("https://huggingface.co"),
          "civitai", URI.create("https://civitai.com"),
          "modelscope", URI.create("https://modelscope.cn"));

  /** Not a hub but recorded listings of hubs. */
  public static final String FOLDER = "folder";

  /**
   * Reads {@code huggingface}, {@code huggingface=http://127.0.0.1:9400} or {@code folder=DIR}.
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
    if (hub.equals(FOLDER)) {
      return folder(address);
    }
    URI known = PUBLIC.get(hub);
    if (known == null) {
      Set<String> names = new TreeSet<>(PUBLIC.keySet());
      names.add(FOLDER);
      throw new ConfigError("unknown hub '" + hub + "'" + Nearest.hint(hub, names));
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

  /** Whether this is a folder of recorded listings. */
  public boolean isFolder() {
    return hub.equals(FOLDER);
  }

  private static HubTarget folder(String address) {
    try {
      Path folder = address.startsWith("file:") ? Path.of(URI.create(address)) : Path.of(address);
      if (!address.isEmpty() && Files.isDirectory(folder)) {
        return new HubTarget(FOLDER, folder.toAbsolutePath().toUri());
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException notAPath) {
      // The same answer as for a folder that is not there.
    }
    throw new ConfigError("hub folder: '" + address + "' is no folder; write folder=DIR");
  }
}
