package dev.tunewatch.crawler.hub;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What an adapter knows of its hub: addresses and formats. It asks nothing itself. */
public interface Hub {

  /** Short name, the prefix of every release key. */
  String name();

  /** The hub's record, read offline. */
  HubFormat format();

  /**
   * The orders in which the hub lists, newest first: always {@link Order#CREATED}; without {@link
   * Order#MODIFIED} the hub has no list of changes, and they show only when a release is read anew.
   */
  List<Order> orders();

  /** Address of the newest page of the listing in one of its {@link #orders()}. */
  String firstPage(String baseUrl, Order order, int pageSize);

  /**
   * First pages of listings that together hold all that the hub shows; more than one where the hub
   * cuts a listing short and has to be asked in slices, which may overlap.
   */
  default List<String> wholeListing(String baseUrl, int pageSize) {
    return List.of(firstPage(baseUrl, Order.CREATED, pageSize));
  }

  /**
   * Divides a page into rows; a bad row is a row, not a failure.
   *
   * @throws MalformedPage if there are no rows to be told apart
   */
  Page readPage(Answer answer, Reading reading) throws MalformedPage;

  /**
   * The link to the next page where the headers of a page tell it before its body is read; empty
   * where only the body does.
   */
  default Optional<String> earlyNext(Answer head) {
    return Optional.empty();
  }

  /**
   * About how many releases are older than that, for the progress of a backfill; empty where nobody
   * knows.
   *
   * @param now our clock, for what was added since the figures were taken
   */
  default OptionalLong olderThan(Instant created, Instant now) {
    return OptionalLong.empty();
  }

  /** Address of the hub's answer on one release. */
  String releaseUrl(String baseUrl, ReleaseName release);

  /**
   * Reads the answer of {@link #releaseUrl}: the listing part is the same as that of the release's
   * row in a listing, and parts that only this answer can fill are beside it.
   */
  Row readRelease(byte[] body, Reading reading);

  /**
   * Whether a status of {@link #releaseUrl} says that nobody without an account can see such a
   * release: removed or made private. Other refusals say nothing of the release.
   */
  boolean saysGone(int status);

  /** Whether a record or page that was not understood may be kept as it came. */
  default boolean mayKeepRefused() {
    return true;
  }

  /** The same hub, reading with that key for what must not be named. */
  default Hub with(Redaction redaction) {
    return this;
  }

  /** Which small files of a listed release are worth a request; none if it is not interesting. */
  List<DetailFile> details(String baseUrl, ReleasePart listing);

  /**
   * The weights file of a release whose GGUF header tells most for one request; empty where it has
   * none, or the hub's files cannot be read in part.
   */
  default Optional<String> ggufFile(ReleasePart listing) {
    return Optional.empty();
  }

  /** Where that file is read. */
  default String fileUrl(String baseUrl, ReleaseName release, String file) {
    throw new UnsupportedOperationException("no files are read from " + name());
  }

  /** Domains of other hosts to which the hub redirects for the content of large files. */
  default List<String> contentHosts() {
    return List.of();
  }

  /** Parts whose files a listed release has not, where its list of files is known to be whole. */
  Set<PartKind> absent(ReleasePart listing);

  /** Bodies of the parts that those files fill, in the order card, small files. */
  List<PartBody> readDetails(Map<String, byte[]> files);
}
