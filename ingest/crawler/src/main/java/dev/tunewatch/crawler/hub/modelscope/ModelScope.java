package dev.tunewatch.crawler.hub.modelscope;

import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Page;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.PageSplitter;
import dev.tunewatch.crawler.hub.json.RecordJson;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code GET /openapi/v1/models} of ModelScope. Pages are numbered and end at 3,000 rows of any
 * query; what lies behind is reached by asking task by task, as far as that goes.
 */
public final class ModelScope implements Hub {

  /** The prefix of its release keys. */
  public static final String NAME = "modelscope";

  /** {@code page_number * page_size} is at most this. */
  static final int REACH = 3_000;

  private static final int MOST_ROWS = 100;

  /**
   * Tasks of the hub's own vocabulary that generate; one it does not know gives an empty listing.
   */
  private static final List<String> TASKS =
      List.of(
          "text-generation",
          "chat",
          "text2text-generation",
          "image-text-to-text",
          "visual-question-answering",
          "image-captioning",
          "text-to-image-synthesis",
          "image-to-image",
          "text-to-video-synthesis",
          "image-to-video",
          "text-to-speech",
          "auto-speech-recognition",
          "any-to-any",
          "sentence-embedding",
          "text-classification");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HubFormat format() {
    return new ModelScopeFormat();
  }

  @Override
  public List<Order> orders() {
    return List.of(Order.CREATED);
  }

  /** By last change, the only order in time that the hub documents; new releases are in it too. */
  @Override
  public String firstPage(String baseUrl, Order order, int pageSize) {
    return listing(baseUrl, pageSize) + "&sort=last_modified";
  }

  @Override
  public List<String> wholeListing(String baseUrl, int pageSize) {
    List<String> slices = new ArrayList<>();
    slices.add(firstPage(baseUrl, Order.CREATED, pageSize));
    for (String task : TASKS) {
      slices.add(listing(baseUrl, pageSize) + "&sort=last_modified&filter.task=" + task);
    }
    return slices;
  }

  @Override
  public Page readPage(Answer answer, Reading reading) throws MalformedPage {
    List<Row> rows = new ArrayList<>();
    for (byte[] model : PageSplitter.split(answer.body(), "data", "models")) {
      rows.add(read(model, reading));
    }
    OptionalLong total = PageSplitter.count(answer.body(), "total_count", "data");
    long number = parameter(reading.url(), "page_number", 1);
    long size = parameter(reading.url(), "page_size", 10);
    boolean more = !rows.isEmpty() && (total.isEmpty() || number * size < total.getAsLong());
    if (!more) {
      return new Page(rows, Optional.empty());
    }
    if ((number + 1) * size > REACH) {
      return new Page(rows, Optional.empty(), true);
    }
    String next = reading.url().replaceFirst("([?&]page_number=)[0-9]+", "$1" + (number + 1));
    return new Page(rows, Optional.of(next));
  }

  @Override
  public String releaseUrl(String baseUrl, ReleaseName release) {
    StringBuilder path = new StringBuilder();
    for (byte b : release.id().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
      path.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return trimmed(baseUrl) + "/openapi/v1/models/" + path;
  }

  @Override
  public Row readRelease(byte[] body, Reading reading) {
    try {
      return read(PageSplitter.objectBytes(body, "data"), reading);
    } catch (MalformedPage malformed) {
      return Row.Refused.of(body, String.valueOf(malformed.getMessage()));
    }
  }

  @Override
  public boolean saysGone(int status) {
    return status == 404 || status == 410;
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

  private static Row read(byte[] bytes, Reading reading) {
    try {
      return ModelMapping.map(RecordJson.read(bytes), reading.provenance(), reading.at());
    } catch (MalformedRecord malformed) {
      return Row.Refused.of(bytes, String.valueOf(malformed.getMessage()));
    }
  }

  private static String listing(String baseUrl, int pageSize) {
    return trimmed(baseUrl)
        + "/openapi/v1/models?page_number=1&page_size="
        + Math.min(pageSize, MOST_ROWS);
  }

  private static long parameter(String url, String name, long otherwise) {
    int query = url.indexOf('?');
    for (String pair : url.substring(query + 1).split("&", -1)) {
      if (pair.startsWith(name + "=") && pair.substring(name.length() + 1).matches("[0-9]{1,9}")) {
        return Math.max(1, Long.parseLong(pair.substring(name.length() + 1)));
      }
    }
    return otherwise;
  }

  private static String trimmed(String baseUrl) {
    return baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
  }
}
