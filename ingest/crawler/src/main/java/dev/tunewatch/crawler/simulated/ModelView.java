package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which fields of a model are shown. Only what was recorded is: a field that the recording lacks is
 * left out rather than made up. {@code _synthetic} names the exceptions among the shown fields.
 */
final class ModelView {

  private static final List<String> ALWAYS = List.of("_id", "id");
  private static final List<String> LISTED =
      List.of(
          "likes",
          "trendingScore",
          "private",
          "downloads",
          "tags",
          "pipeline_tag",
          "library_name",
          "createdAt",
          "modelId");
  private static final List<String> FULL =
      List.of("author", "gated", "disabled", "lastModified", "sha", "siblings");

  /** What {@code expand} accepts; {@code _id} is refused by the real hub too. */
  static final Set<String> EXPANDABLE =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Arrays.asList(
                  "author baseModels cardData childrenModelCount config createdAt disabled"
                      .concat(" downloads downloadsAllTime evalResults gated gguf inference")
                      .concat(" inferenceProviderMapping lastModified library_name likes")
                      .concat(" mask_token model-index pipeline_tag private resourceGroup")
                      .concat(" safetensors sha siblings spaces tags transformersInfo")
                      .concat(" trendingScore usedStorage widgetData xetEnabled")
                      .split(" "))));

  private static final byte[] NOTHING = {};

  /** The fields in the order in which they are shown, each with the bytes of its key. */
  private final Map<String, byte[]> fields = new LinkedHashMap<>();

  private final boolean everything;

  private ModelView(Collection<String> fields, boolean everything) {
    ALWAYS.forEach(field -> this.fields.put(field, key(field)));
    fields.forEach(field -> this.fields.put(field, key(field)));
    this.everything = everything;
  }

  /** The view of a listing. */
  static ModelView ofListing(Map<String, List<String>> parameters, ListOrder order) {
    Set<String> expanded = expanded(parameters);
    if (!expanded.isEmpty()) {
      return new ModelView(expanded, false);
    }
    Set<String> fields = new LinkedHashSet<>(LISTED);
    if (order.sort() == ListOrder.Sort.LAST_MODIFIED) {
      fields.add("lastModified");
    }
    if (isTrue(parameters, "full")) {
      fields.addAll(FULL);
    }
    List.of("cardData", "config").stream()
        .filter(flag -> isTrue(parameters, flag))
        .forEach(fields::add);
    return new ModelView(fields, false);
  }

  /** The view of one model. */
  static ModelView ofModel(Map<String, List<String>> parameters) {
    Set<String> expanded = expanded(parameters);
    return new ModelView(expanded, expanded.isEmpty());
  }

  private static Set<String> expanded(Map<String, List<String>> parameters) {
    Set<String> asked = new LinkedHashSet<>(parameters.getOrDefault("expand", List.of()));
    asked.addAll(parameters.getOrDefault("expand[]", List.of()));
    for (String field : asked) {
      if (!EXPANDABLE.contains(field)) {
        throw RefusedRequest.badRequest(
            "Invalid value for \"expand\": \""
                + field
                + "\", expected one of "
                + EXPANDABLE.stream().map(f -> '"' + f + '"').collect(Collectors.joining(", ")));
      }
    }
    if (!asked.isEmpty()
        && (isTrue(parameters, "full")
            || isTrue(parameters, "config")
            || isTrue(parameters, "cardData"))) {
      throw RefusedRequest.badRequest(
          "\"expand\" cannot be combined with \"full\", \"config\" or \"cardData\"");
    }
    return asked;
  }

  static boolean isTrue(Map<String, List<String>> parameters, String flag) {
    return parameters.getOrDefault(flag, List.of()).stream()
        .anyMatch(value -> value.equalsIgnoreCase("true") || value.equals("1"));
  }

  boolean shows(String field) {
    return everything || fields.containsKey(field);
  }

  /** Appends the JSON object of a model. */
  void write(HubRecord record, ByteArrayOutputStream out) {
    write(record, Map.of(), out);
  }

  /** As {@link #write(HubRecord, ByteArrayOutputStream)}, with some values put in place. */
  void write(HubRecord record, Map<String, byte[]> instead, ByteArrayOutputStream out) {
    char separator = '{';
    for (Map.Entry<String, byte[]> key : keys(record).entrySet()) {
      byte[] recorded = record.field(key.getKey());
      byte[] value = instead.getOrDefault(key.getKey(), recorded == null ? NOTHING : recorded);
      if (value.length > 0) {
        out.write(separator);
        out.writeBytes(key.getValue());
        out.writeBytes(value);
        separator = ',';
      }
    }
    String madeUp =
        record.synthetic().isEmpty()
            ? ""
            : record.synthetic().stream()
                .filter(field -> everything || fields.containsKey(field))
                .map(field -> '"' + field + '"')
                .collect(Collectors.joining(","));
    write(madeUp.isEmpty() ? "}" : ",\"_synthetic\":[" + madeUp + "]}", out);
  }

  private Map<String, byte[]> keys(HubRecord record) {
    if (!everything) {
      return fields;
    }
    Map<String, byte[]> all = new LinkedHashMap<>(fields);
    record.fieldNames().forEach(field -> all.computeIfAbsent(field, ModelView::key));
    return all;
  }

  private static byte[] key(String field) {
    return ('"' + field.replace("\\", "\\\\").replace("\"", "\\\"") + "\":")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void write(String text, ByteArrayOutputStream out) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
