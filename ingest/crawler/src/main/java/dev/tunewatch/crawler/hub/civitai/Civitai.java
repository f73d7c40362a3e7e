package dev.tunewatch.crawler.hub.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.crawler.hub.json.PageSplitter;
import dev.tunewatch.crawler.hub.json.RecordJson;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/v1/models} of Civitai, newest version first. The listing is filtered by the hub
 * (persons, regions), so that a model's absence from it proves nothing.
 */
public final class Civitai implements Hub {

  /** The prefix of its release keys. */
  public static final String NAME = "civitai";

  private static final int MOST_ROWS = 100;
  private static final int MOST_CURSOR = 1024;

  private final ModelMapping mapping;

  /** Reads without a key: of what must not be named, nothing is kept. */
  public Civitai() {
    this(Redaction.NOTHING);
  }

  private Civitai(Redaction redaction) {
    this.mapping = new ModelMapping(redaction);
  }

  @Override
  public Hub with(Redaction redaction) {
    return new Civitai(redaction);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HubFormat format() {
    return new CivitaiFormat(mapping);
  }

  @Override
  public List<Order> orders() {
    return List.of(Order.CREATED);
  }

  /** A new version moves a model to the front again, so this order shows new versions as well. */
  @Override
  public String firstPage(String baseUrl, Order order, int pageSize) {
    return trimmed(baseUrl)
        + "/api/v1/models?limit="
        + Math.min(pageSize, MOST_ROWS)
        + "&sort=Newest&nsfw=true";
  }

  @Override
  public Page readPage(Answer answer, Reading reading) throws MalformedPage {
    List<byte[]> items = PageSplitter.split(answer.body(), "items");
    List<Row> rows = new ArrayList<>();
    for (byte[] item : items) {
      rows.add(readRelease(item, reading));
    }
    return new Page(rows, next(PageSplitter.object(answer.body(), "metadata"), reading.url()));
  }

  @Override
  public String releaseUrl(String baseUrl, ReleaseName release) {
    String number = release.id().matches("[0-9]{1,19}") ? release.id() : "0";
    return trimmed(baseUrl) + "/api/v1/models/" + number;
  }

  @Override
  public Row readRelease(byte[] body, Reading reading) {
    try {
      return mapping.map(RecordJson.read(body), reading.provenance(), reading.at());
    } catch (MalformedRecord malformed) {
      // The parser's own words may quote the record.
      String reason = malformed instanceof NotAModel known ? known.why() : "not a JSON object";
      return Row.Refused.withheld(body, reason);
    }
  }

  /** 401 and 403 are said to whole regions, not of one model. */
  @Override
  public boolean saysGone(int status) {
    return status == 404 || status == 410;
  }

  @Override
  public boolean mayKeepRefused() {
    return false;
  }

  @Override
  public List<DetailFile> details(String baseUrl, ReleasePart listing) {
    return List.of();
  }

  @Override
  public Set<PartKind> absent(ReleasePart listing) {
    return Set.of();
  }

  @Override
  public List<PartBody> readDetails(Map<String, byte[]> files) {
    return List.of();
  }

  /** The cursor is handed back as it came; page numbers end at 1,000 rows and are never asked. */
  private static Optional<String> next(JsonNode metadata, String url) {
    JsonNode cursor = metadata.path("nextCursor");
    if (cursor.isValueNode() && !cursor.isNull() && cursor.asText().length() <= MOST_CURSOR) {
      int query = url.indexOf('?');
      StringBuilder next = new StringBuilder(query < 0 ? url : url.substring(0, query)).append('?');
      for (String pair : (query < 0 ? "" : url.substring(query + 1)).split("&", -1)) {
        if (!pair.isEmpty() && !pair.startsWith("cursor=")) {
          next.append(pair).append('&');
        }
      }
      next.append("cursor=").append(URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8));
      return Optional.of(next.toString());
    }
    return Optional.ofNullable(Fields.longText(metadata, "nextPage"));
  }

  private static String trimmed(String baseUrl) {
    return baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
  }
}
