package dev.tunewatch.crawler.hub.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.Fingerprint;
import dev.tunewatch.crawler.hub.MalformedRecord;
import dev.tunewatch.crawler.hub.Redaction;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of Civitai as a listing part, under its number. Descriptions, trained words and pictures
 * are not kept: no signal needs them, and a model may be marked as showing a person any day.
 */
final class ModelMapping {

  /** What carries weights beside a base; the names are the hub's. */
  private static final Set<String> ADAPTERS = Set.of("lora", "locon", "dora");

  private final Likeness likeness;

  ModelMapping(Redaction redaction) {
    this.likeness = new Likeness(redaction);
  }

  Row map(JsonNode record, Provenance provenance, Instant observedAt) throws MalformedRecord {
    String number = number(record);
    List<String> hubTags = tags(record);
    Versions versions = Versions.of(record.get("modelVersions"));
    Optional<Escalation.Reason> minor = Indicators.minor(record, hubTags);
    if (minor.isPresent()) {
      return new Row.Escalated(
          new Escalation(Civitai.NAME, number, minor.get(), observedAt), versions.first());
    }
    Set<String> typeTags = typeTags(record);
    Set<String> tags = new LinkedHashSet<>(typeTags);
    tags.addAll(hubTags);
    JsonNode stats = record.get("stats");
    Listing listing =
        new Listing(
            "https://civitai.com/models/" + number,
            versions.first(),
            versions.last(),
            versions.newestId(),
            Fields.text(record.get("creator"), "username"),
            List.copyOf(tags),
            List.of(),
            null,
            null,
            null,
            null,
            isTakenDown(record),
            List.of(),
            List.of(),
            parents(versions.baseModels(), typeTags),
            versions.files(),
            null,
            null,
            Fields.count(stats, "downloadCount"),
            Fields.count(stats, "thumbsUpCount"),
            flags(record),
            List.of(),
            Fields.text(record, "name"));
    if (Indicators.isLikeness(record, hubTags)) {
      listing = likeness.withoutNames(listing, typeTags);
    }
    ReleaseName release = new ReleaseName(Civitai.NAME, number);
    ReleasePart part =
        new ReleasePart(release, number, observedAt, Observation.FIRST_SEEN, provenance, listing);
    return new Row.Listed(
        part, List.of(), versions.last(), null, Fingerprint.of(release, listing), true);
  }

  private static String number(JsonNode record) throws NotAModel {
    Long id = Fields.count(record, "id");
    if (id == null || id == 0) {
      throw new NotAModel("no number");
    }
    return id.toString();
  }

  /** Tags are texts, or objects with a name where one model is asked for. */
  private static List<String> tags(JsonNode record) throws NotAModel {
    JsonNode tags = record.get("tags");
    if (tags == null || tags.isNull()) {
      return List.of();
    }
    if (!tags.isArray()) {
      throw new NotAModel("tags are not a list");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode tag : tags) {
      if (texts.size() >= Fields.MAX_ELEMENTS) {
        break;
      }
      String text = tag.isTextual() ? Fields.bounded(tag.textValue()) : Fields.text(tag, "name");
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** The hub's type, in the words that the signals know. */
  private static Set<String> typeTags(JsonNode record) {
    Set<String> tags = new LinkedHashSet<>();
    String type = Fields.text(record, "type");
    if (type != null && type.matches("[A-Za-z]{1,32}")) {
      String word = type.toLowerCase(Locale.ROOT);
      tags.add(word);
      if (ADAPTERS.contains(word)) {
        tags.add("lora");
      }
    }
    if ("Merge".equals(Fields.text(record, "checkpointType"))) {
      tags.add("merge");
    }
    return tags;
  }

  private static List<DeclaredParent> parents(Set<String> baseModels, Set<String> typeTags) {
    Relation relation = typeTags.contains("lora") ? Relation.ADAPTER : null;
    List<DeclaredParent> parents = new ArrayList<>();
    for (String base : baseModels) {
      parents.add(new DeclaredParent(base, relation, DeclaredParent.Source.HUB));
    }
    return parents;
  }

  private static @Nullable Boolean isTakenDown(JsonNode record) {
    boolean refused =
        "TakenDown".equals(Fields.text(record, "mode"))
            || Indicators.isSet(record.get("tosViolation"));
    return refused ? Boolean.TRUE : null;
  }

  private static List<String> flags(JsonNode record) {
    List<String> flags = new ArrayList<>();
    if (Indicators.isAdult(record)) {
      flags.add("nsfw");
    }
    if (Indicators.isPerson(record)) {
      flags.add("poi");
    }
    if (Indicators.isSet(record.get("sfwOnly"))) {
      flags.add("sfw-only");
    }
    if ("Archived".equals(Fields.text(record, "mode"))) {
      flags.add("archived");
    }
    return flags;
  }
}
