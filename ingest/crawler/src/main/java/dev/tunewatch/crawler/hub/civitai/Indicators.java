package dev.tunewatch.crawler.hub.civitai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.Escalation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of persons and minors. Hub flags count whatever their type is: a flag that is
 * neither false nor absent is set, because a mistake on this side keeps a name or worse.
 */
final class Indicators {

  /** Tags that are categories of likeness, not names. */
  static final Set<String> LIKENESS =
      Set.of("celebrity", "celebrities", "real person", "real people", "deepfake", "public figure");

  private static final Set<String> MINOR_TAGS = Set.of("minor", "minors", "child", "children");
  private static final Set<String> MINOR_WORDS =
      Set.of("loli", "lolicon", "shota", "shotacon", "underage", "preteen", "toddler", "toddlers");

  /** The hub's levels X and XXX. */
  private static final long ADULT_LEVELS = 8 | 16;

  private Indicators() {}

  /** Whether the model is of a real person, by the hub's flag or a category. */
  static boolean isLikeness(JsonNode record, List<String> tags) {
    return isPerson(record) || tags.stream().map(Indicators::folded).anyMatch(LIKENESS::contains);
  }

  /** Whether the hub itself marks a real person. */
  static boolean isPerson(JsonNode record) {
    return isSet(record.get("poi"));
  }

  static boolean isAdult(JsonNode record) {
    return isSet(record.get("nsfw"));
  }

  static Optional<Escalation.Reason> minor(JsonNode record, List<String> tags) {
    if (isSet(record.get("minor"))) {
      return Optional.of(Escalation.Reason.MINOR_FLAG);
    }
    Long level = Fields.count(record, "nsfwLevel");
    boolean adult = isAdult(record) || (level != null && (level & ADULT_LEVELS) != 0);
    return adult && namesMinors(record, tags)
        ? Optional.of(Escalation.Reason.MINOR_WORDING)
        : Optional.empty();
  }

  private static boolean namesMinors(JsonNode record, List<String> tags) {
    List<String> texts = new ArrayList<>(tags);
    String name = Fields.text(record, "name");
    if (name != null) {
      texts.add(name);
    }
    for (JsonNode version : record.path("modelVersions")) {
      String versionName = Fields.text(version, "name");
      if (versionName != null) {
        texts.add(versionName);
      }
      texts.addAll(Fields.texts(version, "trainedWords"));
    }
    return tags.stream().map(Indicators::folded).anyMatch(MINOR_TAGS::contains)
        || texts.stream()
            .flatMap(text -> List.of(folded(text).split("[^\\p{L}\\p{Nd}]+")).stream())
            .anyMatch(MINOR_WORDS::contains);
  }

  static boolean isSet(@Nullable JsonNode flag) {
    return flag != null && !flag.isNull() && !(flag.isBoolean() && !flag.booleanValue());
  }

  static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
