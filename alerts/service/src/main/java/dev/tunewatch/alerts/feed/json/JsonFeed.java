package dev.tunewatch.alerts.feed.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Feed 1.1, one item for each version of an alert, the newest first; a withdrawal is an item.
 * See https://www.jsonfeed.org/version/1.1/.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonFeed(
    String version,
    String title,
    @JsonProperty("home_page_url") String homePageUrl,
    @JsonProperty("feed_url") String feedUrl,
    String description,
    @JsonProperty("next_url") @Nullable String nextUrl,
    List<Item> items) {

  private static final String PATH = "/feeds/alerts.json";

  public JsonFeed {
    items = List.copyOf(items);
  }

  /**
   * Renders a page.
   *
   * @param base scheme and host under which the reader found it
   * @param alerts the versions of this page
   * @param next cursor of the page behind, null on the last
   * @param limit of the page, kept for the next one
   */
  public static JsonFeed of(String base, List<Alert> alerts, @Nullable String next, int limit) {
    return new JsonFeed(
        "https://jsonfeed.org/version/1.1",
        "Tunewatch alerts",
        base + "/",
        base + PATH,
        "What makers of fine-tuned models declare; each version of an alert is an entry.",
        next == null ? null : base + PATH + "?limit=" + limit + "&cursor=" + next,
        alerts.stream().map(alert -> Item.of(base, alert)).toList());
  }

  /**
   * One version of an alert.
   *
   * @param contest where its maker can say that it is wrong
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      String url,
      @JsonProperty("external_url") @Nullable String externalUrl,
      String title,
      @JsonProperty("content_text") String contentText,
      @JsonProperty("date_published") Instant datePublished,
      @JsonProperty("date_modified") Instant dateModified,
      List<String> tags,
      @JsonProperty("_contest") String contest,
      @JsonProperty("_tunewatch") Alert alert) {

    static Item of(String base, Alert alert) {
      String title =
          alert.state().retracts()
              ? "[" + alert.state().wireName() + "] " + alert.headline()
              : alert.headline();
      return new Item(
          "urn:tunewatch:" + alert.id() + ":" + alert.version(),
          base + "/#/alerts/" + alert.id(),
          alert.lead() == null ? null : alert.lead().url(),
          title,
          content(alert),
          alert.createdAt(),
          alert.updatedAt(),
          Stream.concat(
                  Stream.of(alert.severity().name(), alert.state().wireName()),
                  alert.signals().stream().filter(Signal::flags).map(s -> s.id().name()))
              .toList(),
          base + "/#/alerts/" + alert.id() + "?contest",
          alert);
    }

    private static String content(Alert alert) {
      if (alert.reason() != null) {
        return alert.headline() + "\nTaken back: " + alert.reason();
      }
      String evidence =
          alert.signals().stream()
              .filter(Signal::flags)
              .map(signal -> signal.id() + " " + signal.id().title() + ": " + quote(signal))
              .collect(Collectors.joining("\n"));
      return evidence.isEmpty() ? alert.headline() : alert.headline() + "\n" + evidence;
    }

    private static String quote(Signal signal) {
      Evidence first = signal.evidence().get(0);
      return first.field() + " says \"" + first.quote() + "\"";
    }
  }
}
