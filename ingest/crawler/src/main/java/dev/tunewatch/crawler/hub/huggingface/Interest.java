package dev.tunewatch.crawler.hub.huggingface;

import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ReleaseName;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a release's card is worth a request. Everything that may generate is, because removals
 * that only the card tells are found so; a model that by its task generates nothing is passed over
 * unless its name or tags speak of removed safeguards.
 */
final class Interest {

  /** Tasks of the hub's taxonomy whose models answer with a class, a vector, a box or a number. */
  static final Set<String> NOT_GENERATIVE =
      Set.of(
          "audio-classification",
          "depth-estimation",
          "image-classification",
          "image-feature-extraction",
          "image-segmentation",
          "keypoint-detection",
          "mask-generation",
          "object-detection",
          "reinforcement-learning",
          "robotics",
          "sentence-similarity",
          "tabular-classification",
          "tabular-regression",
          "text-ranking",
          "time-series-forecasting",
          "token-classification",
          "video-classification",
          "visual-document-retrieval",
          "voice-activity-detection",
          "zero-shot-image-classification",
          "zero-shot-object-detection");

  private static final Set<String> TERMS =
      Set.of(
          "abliter",
          "ablat",
          "uncensor",
          "decensor",
          "derestrict",
          "unfilter",
          "unalign",
          "dealign",
          "heretic",
          "jailbr",
          "unsafe",
          "nsfw",
          "toxic",
          "refus",
          "safety",
          "guard");

  private Interest() {}

  static boolean inCardOf(ReleaseName release, Listing listing) {
    if (listing.files() != null
        && listing.files().size() < Siblings.MOST
        && listing.files().stream().noneMatch(file -> file.name().equals("README.md"))) {
      return false;
    }
    return mayGenerate(release, listing);
  }

  static boolean mayGenerate(ReleaseName release, Listing listing) {
    String task = listing.pipelineTag();
    return task == null
        || !NOT_GENERATIVE.contains(task)
        || Stream.concat(
                Stream.of(release.id()),
                Stream.concat(listing.tags().stream(), listing.cardTags().stream()))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .anyMatch(text -> TERMS.stream().anyMatch(text::contains));
  }
}
