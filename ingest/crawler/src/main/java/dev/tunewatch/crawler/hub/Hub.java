package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an adapter knows of its hub: addresses and formats. It asks nothing itself. */
public interface Hub {

  /** Short name, the prefix of every release key. */
  String name();

  /** The hub's record, read offline. */
  HubFormat format();

  /** Address of the newest page of the listing in that order. */
  String firstPage(String baseUrl, Order order, int pageSize);

  /**
   * Divides a page into rows; a bad row is a row, not a failure.
   *
   * @param url where the page was read, for provenance
   * @throws MalformedPage if there are no rows to be told apart
   */
  List<Row> readPage(byte[] body, String url, Instant observedAt) throws MalformedPage;

  /** Which small files of a listed release are worth a request; none if it is not interesting. */
  List<DetailFile> details(String baseUrl, ReleasePart listing);

  /** Parts whose files a listed release has not, where its list of files is known to be whole. */
  Set<PartKind> absent(ReleasePart listing);

  /** Bodies of the parts that those files fill, in the order card, small files. */
  List<PartBody> readDetails(Map<String, byte[]> files);
}
