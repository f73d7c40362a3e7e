package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.SignalId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the score works with; shares are in ten-thousandths. {@code ScoreBook} reads
 * them.
 *
 * @param version name of the tables, for example {@code score-v3}
 * @param words what the hub's words mean
 */
public record ScoreTables(
    String version,
    Hazards hazard,
    Exposures exposure,
    Vulnerabilities vulnerability,
    Thresholds severity,
    Words words) {

  /** What a model puts out, as its task says, else its library. */
  public Modality modality(@Nullable String pipelineTag, @Nullable String libraryName) {
    if (pipelineTag != null && words.classifier().contains(lower(pipelineTag))) {
      return Modality.CLASSIFIER;
    }
    String told = pipelineTag != null ? pipelineTag : libraryName;
    return told != null && words.media().contains(lower(told)) ? Modality.MEDIA : Modality.TEXT;
  }

  /** Whether one of them names a packing that tools run with one command. */
  public boolean oneCommand(@Nullable String... told) {
    return Stream.of(told)
        .anyMatch(word -> word != null && words.oneCommand().contains(lower(word)));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /**
   * A row of a table.
   *
   * @param bound where the row ends
   * @param name the bound as the table writes it
   */
  public record Band(long bound, String name, int share) {}

  /**
   * Of H.
   *
   * @param sizes by number of parameters, the bound excluded, ascending
   */
  public record Hazards(
      List<Band> sizes,
      int larger,
      int unknown,
      int media,
      int classifier,
      Map<SignalId, Integer> weights) {

    public Hazards {
      sizes = List.copyOf(sizes);
      weights = Map.copyOf(weights);
    }
  }

  /**
   * Of E.
   *
   * @param memory by gigabytes, the bound included, ascending
   * @param ordersOfDownloads that make 1
   * @param untold what a number is worth that nobody told
   */
  public record Exposures(
      List<Band> memory,
      int larger,
      int unknown,
      int gated,
      int noCommand,
      int ordersOfDownloads,
      int ordersOfUploader,
      int ordersOfRoot,
      int untold) {

    public Exposures {
      memory = List.copyOf(memory);
    }
  }

  /**
   * Of V.
   *
   * @param brandFrom confidence from which a prior of V2 counts as a brand
   * @param other for each further class
   * @param measured share of a measurement
   */
  public record Vulnerabilities(
      Map<SignalId, Integer> classes,
      int brandFrom,
      int brand,
      int weakData,
      Map<Tuning, Integer> kinds,
      int hardened,
      int other,
      int extreme,
      int most,
      int measured) {

    public Vulnerabilities {
      classes = Map.copyOf(classes);
      kinds = Map.copyOf(kinds);
    }
  }

  /**
   * What a severity asks for.
   *
   * @param vulnerability 0 where none is asked for
   */
  public record Bar(int score, int confidence, int vulnerability) {}

  /**
   * Of the severity.
   *
   * @param reviewScore and a confidence below {@code reviewBelow} ask for a review
   */
  public record Thresholds(Bar p1, Bar p2, Bar p3, int reviewScore, int reviewBelow) {}

  /** Words of hubs, lower case. */
  public record Words(Set<String> media, Set<String> classifier, Set<String> oneCommand) {

    public Words {
      media = Set.copyOf(media);
      classifier = Set.copyOf(classifier);
      oneCommand = Set.copyOf(oneCommand);
    }
  }
}
