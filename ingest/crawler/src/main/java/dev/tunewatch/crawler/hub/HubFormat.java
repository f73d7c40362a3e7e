package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;

/** A hub's own record, read offline by the code that the lanes use. */
public interface HubFormat {

  /**
   * Reads one JSON record, optionally with {@code "_files": {"README.md": "…"}}.
   *
   * @param line UTF-8 JSON without line break
   * @param observedAt becomes the parts' time of observation
   * @return the parts that the lanes would publish: listing, then card and small files if given
   * @throws MalformedRecord if it is not a record of this hub
   */
  List<ReleasePart> read(byte[] line, Instant observedAt) throws MalformedRecord;
}
