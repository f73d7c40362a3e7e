package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code GET /api/models}: pages of models, linked by cursors. */
final class ModelListing {

  private final RecordedHub hub;
  private final int pageLimit;

  ModelListing(RecordedHub hub, int pageLimit) {
    this.hub = hub;
    this.pageLimit = pageLimit;
  }

  HubAnswer answer(HubRequest request) {
    Map<String, List<String>> parameters = request.parameters();
    ListQuery query = ListQuery.of(parameters, pageLimit);
    ModelView view = ModelView.ofListing(parameters, query.order());
    List<HubRecord> rows = hub.read(now -> rows(now, query));
    boolean more = rows.size() > query.limit();
    List<HubRecord> page = more ? rows.subList(0, query.limit()) : rows;
    HubAnswer answer = HubAnswer.json(render(page, view));
    if (!more) {
      return answer;
    }
    HubRecord last = page.get(page.size() - 1);
    String cursor = Cursor.encode(query.order(), query.order().position(last));
    return answer.with("Link", "<" + next(request, cursor) + ">; rel=\"next\"");
  }

  /** The rows of the page and, if there is one, the row behind it. */
  private static List<HubRecord> rows(HubIndex now, ListQuery query) {
    List<HubRecord> rows = new ArrayList<>();
    for (HubRecord record : now.behind(query.order(), query.after())) {
      if (query.matches(record)) {
        rows.add(record);
        if (rows.size() > query.limit()) {
          break;
        }
      }
    }
    return rows;
  }

  private static byte[] render(List<HubRecord> page, ModelView view) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(page.size() * 512 + 2);
    out.write('[');
    for (int i = 0; i < page.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      view.write(page.get(i), out);
    }
    out.write(']');
    return out.toByteArray();
  }

  private static String next(HubRequest request, String cursor) {
    String kept =
        Arrays.stream(request.rawQuery().split("&"))
            .filter(pair -> !pair.isEmpty() && !pair.startsWith("cursor="))
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
    return request.origin()
        + "/api/models?"
        + kept
        + "cursor="
        + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }
}
