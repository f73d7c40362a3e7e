package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.crawler.hub.json.RecordReader;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element of {@code /api/models} as a listing part; what is odd about one is judged by {@link
 * RecordFields}.
 */
final class RecordMapping {

  private RecordMapping() {}

  /** A row of a listing. */
  static Row.Listed map(RecordReader record, Reading reading) throws IOException, MalformedRecord {
    RecordFields fields = RecordFields.read(record);
    return map(fields, Facts.of(fields), reading.provenance(), reading.at());
  }

  static Row.Listed map(
      RecordFields record, @Nullable ModelFacts facts, Provenance provenance, Instant observedAt)
      throws MalformedRecord {
    ReleaseName release = record.release();
    String hubId = record.hubId();
    List<String> tags = record.tags();
    CardFields card = record.card;
    Instant created = record.created;
    String author = record.author;
    Listing listing =
        new Listing(
            RepositoryPath.of("https://huggingface.co", release),
            created == null || ObjectIds.isFloor(created) ? null : created,
            record.modified,
            record.revision,
            author != null || !release.id().contains("/") ? author : release.owner(),
            tags,
            card.tags,
            orElse(record.pipelineTag, card.pipelineTag),
            orElse(record.libraryName, card.libraryName),
            licence(tags, card),
            record.gating,
            record.disabled,
            card.languages,
            datasets(tags, card),
            Parents.of(record, tags),
            record.files,
            facts,
            record.downloads,
            record.downloadsAllTime,
            record.likes,
            flags(record, tags),
            record.synthetic);
    ReleasePart part =
        new ReleasePart(release, hubId, observedAt, Observation.FIRST_SEEN, provenance, listing);
    return new Row.Listed(
        part,
        List.of(),
        created,
        record.modified,
        Fingerprint.of(release, listing),
        ObjectIds.agree(hubId, created));
  }

  private static @Nullable String licence(List<String> tags, CardFields card) {
    for (String tag : tags) {
      if (tag.startsWith("license:") && tag.length() > "license:".length()) {
        return tag.substring("license:".length());
      }
    }
    return card.licence();
  }

  private static List<String> datasets(List<String> tags, CardFields card) {
    List<String> tagged = List.of();
    for (String tag : tags) {
      if (tag.startsWith("dataset:") && tag.length() > "dataset:".length()) {
        tagged = tagged.isEmpty() ? new ArrayList<>() : tagged;
        tagged.add(tag.substring("dataset:".length()));
      }
    }
    if (tagged.isEmpty()) {
      return card.datasets;
    }
    Set<String> datasets = new LinkedHashSet<>(tagged);
    datasets.addAll(card.datasets);
    return datasets.stream().limit(Fields.MAX_ELEMENTS).toList();
  }

  private static List<String> flags(RecordFields record, List<String> tags) {
    boolean adult = tags.contains("not-for-all-audiences");
    boolean hidden = Boolean.TRUE.equals(record.hidden);
    if (adult) {
      return hidden ? List.of("nsfw", "private") : List.of("nsfw");
    }
    return hidden ? List.of("private") : List.of();
  }

  private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}
