package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code GET /api/models/{id}}: all that is known of one model, gated and disabled ones too. */
final class ModelInfo {

  private final Repositories repositories;

  ModelInfo(Repositories repositories) {
    this.repositories = repositories;
  }

  HubAnswer answer(HubRequest request, RepoPath path) {
    HubRecord record = repositories.at(path, request, "/api/models/");
    Map<String, List<String>> parameters = request.parameters();
    ModelView view = ModelView.ofModel(parameters);
    boolean sizes = ModelView.isTrue(parameters, "blobs") && record.field("siblings") != null;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    view.write(record, sizes ? Map.of("siblings", siblingsWithSizes(record)) : Map.of(), out);
    return HubAnswer.json(out.toByteArray());
  }

  /** Sizes only of the files whose text is held; the recording knows no others. */
  private static byte[] siblingsWithSizes(HubRecord record) {
    try {
      JsonNode siblings = RecordParser.JSON.readTree(record.field("siblings"));
      for (JsonNode sibling : siblings) {
        byte[] content = record.files().get(sibling.path("rfilename").asText());
        if (content != null && sibling instanceof ObjectNode file) {
          file.put("size", content.length).put("blobId", FileDigest.gitBlob(content));
        }
      }
      return siblings.toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
