package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /{id}/resolve/{rev}/{file}} and {@code /raw/}: the files whose text was recorded. A
 * gated model answers 401 or 403 only for files without recorded text, so that cards which somebody
 * could read stay readable here.
 */
final class FileDownload {

  private final Repositories repositories;

  FileDownload(Repositories repositories) {
    this.repositories = repositories;
  }

  HubAnswer answer(HubRequest request, RepoPath path) {
    HubRecord record = repositories.at(path, request, "/");
    if (record.isSet("disabled")) {
      throw RefusedRequest.with(HubAnswer.error(403, "Access to this resource is disabled."));
    }
    byte[] content = record.files().get(path.file());
    if (content == null) {
      throw RefusedRequest.with(withoutText(record, request).with("X-Repo-Commit", record.sha()));
    }
    String etag = '"' + FileDigest.gitBlob(content) + '"';
    HubAnswer answer =
        request.alreadyHas(etag) ? HubAnswer.empty(304) : content(request.header("Range"), content);
    return answer
        .with("ETag", etag)
        .with("X-Repo-Commit", record.sha())
        .with("Accept-Ranges", "bytes");
  }

  private static HubAnswer withoutText(HubRecord record, HubRequest request) {
    if (record.isSet("gated")) {
      return HubAnswer.error(
          request.hasToken() ? 403 : 401,
          "GatedRepo",
          "Access to model " + record.id() + " is restricted.");
    }
    return HubAnswer.error(404, "EntryNotFound", "Entry not found");
  }

  private static HubAnswer content(@Nullable String range, byte[] content) {
    Map<String, String> type = Map.of("Content-Type", "text/plain; charset=utf-8");
    ByteRange bytes = range == null ? null : ByteRange.of(range, content.length);
    if (bytes == null) {
      return new HubAnswer(200, type, content);
    }
    if (!bytes.satisfiable()) {
      return HubAnswer.error(416, "Range not satisfiable")
          .with("Content-Range", "bytes */" + content.length);
    }
    byte[] part = Arrays.copyOfRange(content, (int) bytes.first(), (int) bytes.last() + 1);
    return new HubAnswer(206, type, part)
        .with(
            "Content-Range", "bytes " + bytes.first() + '-' + bytes.last() + '/' + content.length);
  }
}
