package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.crawler.hub.json.RecordReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a record's {@code cardData} is read: the card's front matter, as its author typed it. */
final class CardFields {

  List<String> tags = List.of();
  List<String> languages = List.of();
  List<String> datasets = List.of();
  List<String> parents = List.of();
  @Nullable String relation;
  @Nullable String pipelineTag;
  @Nullable String libraryName;

  private @Nullable String license;
  private @Nullable String licence;

  /** Nothing of a value that is no object. */
  static CardFields read(RecordReader in) throws IOException {
    CardFields card = new CardFields();
    if (in.entersObject()) {
      for (String field = in.nextField(); field != null; field = in.nextField()) {
        card.take(field, in);
      }
    }
    return card;
  }

  /** {@code licence} is a frequent misspelling, which the hub does not read. */
  @Nullable String licence() {
    return license != null ? license : licence;
  }

  private void take(String field, RecordReader in) throws IOException {
    switch (field) {
      case "tags" -> tags = in.texts();
      case "language" -> languages = in.texts();
      case "datasets" -> datasets = in.texts();
      case "base_model" -> parents = in.texts();
      case "base_model_relation" -> relation = first(in);
      case "pipeline_tag" -> pipelineTag = in.text();
      case "library_name" -> libraryName = in.text();
      case "license" -> license = first(in);
      case "licence" -> licence = first(in);
      default -> in.skip();
    }
  }

  private static @Nullable String first(RecordReader in) throws IOException {
    List<String> texts = in.texts(1);
    return texts.isEmpty() ? null : texts.get(0);
  }
}
