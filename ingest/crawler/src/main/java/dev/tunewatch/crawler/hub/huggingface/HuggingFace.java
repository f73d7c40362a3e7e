package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.DetailFile;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.HubFormat;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  public String firstPage(String baseUrl, Order order, int pageSize) {
    String sort = order == Order.CREATED ? "createdAt" : "lastModified";
    StringBuilder url = new StringBuilder(RepositoryPath.trimmed(baseUrl));
    url.append("/api/models?sort=").append(sort).append("&direction=-1&limit=").append(pageSize);
    EXPAND.forEach(field -> url.append("&expand=").append(field));
    return url.toString();
  }

  @Override
  public List<Row> readPage(byte[] body, String url, Instant observedAt) throws MalformedPage {
    int query = url.indexOf('?');
    Provenance provenance = new Provenance("live", query < 0 ? url : url.substring(0, query), null);
    List<Row> rows = new ArrayList<>();
    for (byte[] bytes : PageSplitter.split(body)) {
      try {
        rows.add(RecordMapping.map(RecordJson.read(bytes), provenance, observedAt));
      } catch (MalformedRecord malformed) {
        byte[] kept =
            bytes.length <= Row.Refused.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, Row.Refused.MAX_BYTES);
        rows.add(new Row.Refused(kept, String.valueOf(malformed.getMessage())));
      }
    }
    return rows;
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
  public List<PartBody> readDetails(Map<String, byte[]> files) {
    return Details.read(files);
  }
}
