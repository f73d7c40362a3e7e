package dev.tunewatch.crawler.hub;

import java.util.List;
import java.util.Optional;

/** Formats of recorded hub listings, by hub. */
public final class HubFormats {

  private HubFormats() {}

  /** The format of that hub, empty where no adapter has that name. */
  public static Optional<HubFormat> find(String hub) {
    return Hubs.find(hub).map(Hub::format);
  }

  /** Hubs that can be read, in alphabetical order. */
  public static List<String> names() {
    return Hubs.names();
  }
}
