package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.fetch.LinkHeader;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.PageRows;
import dev.tunewatch.crawler.hub.json.RecordJson;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Hugging Face Hub's listing of models, {@code GET /api/models}. */
public final class HuggingFace implements Hub {

  /** The prefix of its release keys. */
  public static final String NAME = "huggingface";

  /**
   * Asked for by name, because with {@code expand} the hub gives nothing else; {@code gguf} holds
   * whole chat templates and is not for a thousand rows, and {@code _id} is refused as a name.
   */
  static final List<String> EXPAND =
      List.of(
          "author",
          "baseModels",
          "cardData",
          "config",
          "createdAt",
          "disabled",
          "downloads",
          "gated",
          "lastModified",
          "library_name",
          "likes",
          "pipeline_tag",
          "private",
          "safetensors",
          "sha",
          "siblings",
          "tags");

  /** One release at a time the long fields may come too. */
  static final List<String> RELEASE_EXPAND =
      Stream.concat(EXPAND.stream(), Stream.of("gguf")).toList();

  private final HubFormat format = new HuggingFaceFormat();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HubFormat format() {
    return format;
  }

  @Override
  public List<Order> orders() {
    return List.of(Order.CREATED, Order.MODIFIED);
  }

  @Override
  public String firstPage(String baseUrl, Order order, int pageSize) {
    String sort = order == Order.CREATED ? "createdAt" : "lastModified";
    StringBuilder url = new StringBuilder(RepositoryPath.trimmed(baseUrl));
    url.append("/api/models?sort=").append(sort).append("&direction=-1&limit=").append(pageSize);
    return url.append('&').append(expand(EXPAND)).toString();
  }

  @Override
  public Page readPage(Answer answer, Reading reading) throws MalformedPage {
    Optional<String> next = LinkHeader.next(answer.header("link"));
    try {
      PageRows<Row> rows =
          new PageRows<>(record -> RecordMapping.map(record, reading), Row.Refused::of);
      return new Page(rows.read(answer.body()), next);
    } catch (MalformedPage malformed) {
      throw new MalformedPage(String.valueOf(malformed.getMessage()), next);
    }
  }

  @Override
  public Optional<String> earlyNext(Answer head) {
    return LinkHeader.next(head.header("link"));
  }

  @Override
  public OptionalLong olderThan(Instant created, Instant now) {
    return Growth.olderThan(created, now);
  }

  @Override
  public String releaseUrl(String baseUrl, ReleaseName release) {
    return RepositoryPath.ofModel(baseUrl, release) + "?" + expand(RELEASE_EXPAND);
  }

  @Override
  public Row readRelease(byte[] body, Reading reading) {
    try {
      return ModelPage.map(RecordJson.read(body), reading);
    } catch (MalformedRecord malformed) {
      return Row.Refused.of(body, String.valueOf(malformed.getMessage()));
    }
  }

  /** To an anonymous reader the hub says 401 of what is missing and of what is private. */
  @Override
  public boolean saysGone(int status) {
    return status == 401 || status == 404 || status == 410;
  }

  @Override
  public List<DetailFile> details(String baseUrl, ReleasePart listing) {
    return Details.wanted(baseUrl, listing);
  }

  @Override
  public Set<PartKind> absent(ReleasePart listing) {
    return Details.absent(listing);
  }

  @Override
  public Optional<String> ggufFile(ReleasePart listing) {
    return Details.gguf(listing);
  }

  @Override
  public String fileUrl(String baseUrl, ReleaseName release, String file) {
    return RepositoryPath.ofFile(baseUrl, release, file);
  }

  /** Of its storage, old and new; the token is never sent there. */
  @Override
  public List<String> contentHosts() {
    return List.of("hf.co", "huggingface.co");
  }

  @Override
  public List<PartBody> readDetails(Map<String, byte[]> files) {
    return Details.read(files);
  }

  private static String expand(List<String> fields) {
    return fields.stream().map(field -> "expand=" + field).collect(Collectors.joining("&"));
  }
}
