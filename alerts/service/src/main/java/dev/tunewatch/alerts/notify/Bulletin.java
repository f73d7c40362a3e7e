package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.alert.AlertId;
import dev.tunewatch.alerts.deliver.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one wording of what is not about a single alert: a digest, a wave, a notice. Like {@link
 * Wording} it may hold text of a hub, on one line and without what nobody sees; each channel
 * escapes it for its own markup.
 *
 * @param status one word: what kind of message it is
 * @param title one sentence
 * @param text what else is to be said
 * @param items the alerts that are named
 * @param more what is said of those that are not
 */
public record Bulletin(
    String status, String title, String text, List<Item> items, Optional<String> more) {

  public Bulletin {
    items = List.copyOf(items);
  }

  /** Of a digest or a wave. */
  public static Bulletin of(Content.Listing listing) {
    String counts =
        listing.bySeverity().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return new Bulletin(
        listing.form() == Content.Form.DIGEST ? "Digest" : "Wave",
        Wording.clean(title(listing)),
        counts,
        listing.lines().stream().map(Item::of).toList(),
        listing.more() == 0
            ? Optional.empty()
            : Optional.of("and " + listing.more() + " more, in the console"));
  }

  /** Of a notice. */
  public static Bulletin of(Content.Notice notice) {
    return new Bulletin(
        "Notice",
        Wording.clean(notice.title()),
        Wording.clean(notice.text()),
        List.of(),
        Optional.empty());
  }

  /** Of whatever is not the story of one alert. */
  public static Bulletin of(Content content) {
    if (content instanceof Content.Listing listing) {
      return of(listing);
    }
    if (content instanceof Content.Notice notice) {
      return of(notice);
    }
    throw new IllegalArgumentException("a story is told by its own words");
  }

  private static String title(Content.Listing listing) {
    StringBuilder title = new StringBuilder();
    title.append(listing.total()).append(listing.total() == 1 ? " alert" : " alerts");
    String uploader = listing.common().get("uploader");
    if (uploader != null) {
      title.append(" of uploader ").append(uploader);
    }
    String base = listing.common().get("base");
    if (base != null) {
      title.append(" on base ").append(base);
    }
    if (listing.withdrawn() > 0) {
      title.append(", ").append(listing.withdrawn()).append(" of them withdrawn");
    }
    return title.toString();
  }

  /**
   * One alert.
   *
   * @param id of it, for the link
   * @param text on one line: severity, what was found, and whether it was taken back
   */
  public record Item(AlertId id, String text) {

    static Item of(Content.Line line) {
      boolean withdrawn = line.state().retracts();
      String reason = withdrawn && line.reason() != null ? " (" + line.reason() + ")" : "";
      return new Item(
          line.id(),
          Wording.clean(
              line.severity() + " " + (withdrawn ? "Withdrawn: " : "") + line.headline() + reason));
    }
  }
}
