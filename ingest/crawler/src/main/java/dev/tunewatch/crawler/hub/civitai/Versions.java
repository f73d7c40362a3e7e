package dev.tunewatch.crawler.hub.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.ReleaseFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a model, taken together.
 *
 * @param first when the first was published, null where unknown
 * @param last when the last was published: where the hub's newest-first listing has the model
 * @param newestId number of the one published last
 * @param baseModels what the hub says they were made from, as it spells it
 * @param files of all versions, null where no version gives any
 */
record Versions(
    @Nullable Instant first,
    @Nullable Instant last,
    @Nullable String newestId,
    Set<String> baseModels,
    @Nullable List<ReleaseFile> files) {

  private static final int MOST = 1_000;
  private static final int MOST_BASES = 32;
  private static final int MOST_FILES = 2_000;
  private static final double MOST_KILOBYTES = 1e12;

  static Versions of(@Nullable JsonNode versions) {
    Instant first = null;
    Instant last = null;
    String newest = null;
    Set<String> bases = new LinkedHashSet<>();
    List<ReleaseFile> files = null;
    int read = 0;
    for (JsonNode version : versions == null ? List.<JsonNode>of() : versions) {
      if (++read > MOST) {
        break;
      }
      Instant published = Fields.looseTime(version, "publishedAt");
      if (published != null && (first == null || published.isBefore(first))) {
        first = published;
      }
      if (published != null && (last == null || published.isAfter(last))) {
        last = published;
        Long id = Fields.count(version, "id");
        newest = id == null ? null : id.toString();
      }
      String base = Fields.text(version, "baseModel");
      if (base != null && bases.size() < MOST_BASES) {
        bases.add(base);
      }
      JsonNode own = version.get("files");
      if (own != null && own.isArray()) {
        files = files == null ? new ArrayList<>() : files;
        add(own, files);
      }
    }
    return new Versions(first, last, newest, bases, files);
  }

  private static void add(JsonNode own, List<ReleaseFile> files) {
    for (JsonNode file : own) {
      String name = Fields.text(file, "name");
      if (name != null && files.size() < MOST_FILES) {
        files.add(new ReleaseFile(name, bytes(file), sha256(file)));
      }
    }
  }

  private static @Nullable Long bytes(JsonNode file) {
    JsonNode kilobytes = file.get("sizeKB");
    if (kilobytes == null || !kilobytes.isNumber()) {
      return null;
    }
    double size = kilobytes.doubleValue();
    return size >= 0 && size < MOST_KILOBYTES ? (Long) Math.round(size * 1024) : null;
  }

  private static @Nullable String sha256(JsonNode file) {
    String hash = Fields.text(file.get("hashes"), "SHA256");
    return hash != null && hash.matches("[0-9A-Fa-f]{64}") ? hash.toLowerCase(Locale.ROOT) : null;
  }
}
