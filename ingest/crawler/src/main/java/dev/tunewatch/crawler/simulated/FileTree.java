package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code GET /api/models/{id}/tree/{rev}[/dir]}: the recorded siblings and the files whose text is
 * held, on one page. An entry has {@code oid} and {@code size} only where the text is held.
 */
final class FileTree {

  private final Repositories repositories;

  FileTree(Repositories repositories) {
    this.repositories = repositories;
  }

  HubAnswer answer(HubRequest request, RepoPath path) {
    HubRecord record = repositories.at(path, request, "/api/models/");
    String directory = path.file().isEmpty() ? "" : path.file() + '/';
    boolean recursive = ModelView.isTrue(request.parameters(), "recursive");
    Map<String, Boolean> entries = new TreeMap<>();
    for (String file : files(record)) {
      if (file.startsWith(directory)) {
        enter(entries, file, directory.length(), recursive);
      }
    }
    if (entries.isEmpty() && !directory.isEmpty()) {
      throw RefusedRequest.with(
          HubAnswer.error(404, "EntryNotFound", path.file() + " does not exist on \"main\""));
    }
    ArrayNode tree = RecordParser.JSON.createArrayNode();
    entries.forEach((entry, isFile) -> tree.add(entry(record, entry, isFile)));
    return HubAnswer.json(tree.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Enters a file and the directories above it, as deep as asked. */
  private static void enter(
      Map<String, Boolean> entries, String file, int from, boolean recursive) {
    int slash = file.indexOf('/', from);
    while (slash >= 0) {
      entries.put(file.substring(0, slash), false);
      if (!recursive) {
        return;
      }
      slash = file.indexOf('/', slash + 1);
    }
    entries.put(file, true);
  }

  private static ObjectNode entry(HubRecord record, String path, boolean isFile) {
    ObjectNode entry = RecordParser.JSON.createObjectNode();
    entry.put("type", isFile ? "file" : "directory");
    byte[] content = record.files().get(path);
    if (content != null) {
      entry.put("oid", FileDigest.gitBlob(content)).put("size", content.length);
    }
    return entry.put("path", path);
  }

  private static Set<String> files(HubRecord record) {
    Set<String> files = new TreeSet<>(record.files().keySet());
    byte[] siblings = record.field("siblings");
    if (siblings != null) {
      try {
        for (JsonNode sibling : RecordParser.JSON.readTree(siblings)) {
          files.add(sibling.path("rfilename").asText());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.remove("");
    return files;
  }
}
