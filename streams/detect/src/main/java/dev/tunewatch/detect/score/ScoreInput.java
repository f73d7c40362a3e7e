package dev.tunewatch.detect.score;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Facts;
import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.facts.Size;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.name.ModelName;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Release;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one release, or of the copies of one model taken together. Null is "nobody told"
 * and never "none".
 *
 * @param signals facts, silenced ones too; of copies, for each signal the strongest
 * @param hubFlags what the hub itself marks, for example {@code nsfw}, {@code poi}
 */
public record ScoreInput(
    List<Signal> signals, Set<String> hubFlags, Model model, Reach reach, Removal removal) {

  /** The rule that reads the table of a removal tool. */
  private static final String REFUSALS = "v1.card.refusals-stated";

  /** Downloads in 30 days that are news of a copy: about the first thousand models of a hub. */
  private static final long MANY = 100_000;

  public ScoreInput {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(removal, "removal");
    signals = List.copyOf(signals);
    hubFlags = Set.copyOf(hubFlags);
  }

  /**
   * What one record tells, and what the graph knows of its family.
   *
   * @param tables say what the hub's words for tasks and packings mean
   */
  public static ScoreInput of(
      Release release, Inspection inspection, Family family, ScoreTables tables) {
    Listing listing = release.listing();
    Facts facts = inspection.facts() == null ? Facts.NONE : inspection.facts();
    boolean adapter =
        inspection.signals().stream()
            .anyMatch(s -> s.id() == SignalId.C1 && s.confidence().atLeast(Confidence.FLAG));
    Size base = adapter ? sizeOfBase(release, inspection) : null;
    boolean files =
        listing.files() != null
            && listing.files().stream().anyMatch(file -> file.name().endsWith(".gguf"));
    Model model =
        new Model(
            tables.modality(listing.pipelineTag(), listing.libraryName()),
            Tuning.UNKNOWN,
            adapter ? (base == null ? null : base.parameters()) : facts.parameters(),
            adapter ? (base == null ? null : base.active()) : facts.activeParameters(),
            facts.minVramGb(),
            files || tables.oneCommand(facts.scheme(), listing.libraryName(), release.name().hub()),
            Boolean.TRUE.equals(facts.extreme()),
            listing.gating() != null && listing.gating() != Gating.NONE);
    return new ScoreInput(
        inspection.signals(),
        Set.copyOf(listing.flags()),
        model,
        new Reach(listing.downloads(), family.uploaderMedian(), family.rootDownloads()),
        new Removal(inherited(family), stated(inspection.signals()), null));
  }

  /** The strongest removal that came down. */
  private static @Nullable Inherited inherited(Family family) {
    return family.inherited().stream()
        .filter(inherited -> inherited.kind().kind() == 'V')
        .max(
            Comparator.comparingInt(Family.Inheritance::strength)
                .thenComparingInt(Family.Inheritance::confidence)
                .thenComparing(Family.Inheritance::kind, Comparator.reverseOrder()))
        .map(
            strongest ->
                new Inherited(
                    BigDecimal.valueOf(strongest.strength(), 4),
                    new Confidence(strongest.confidence()),
                    strongest.origin()))
        .orElse(null);
  }

  /** Whether what decides how far it reaches was told: a size or the memory, and the downloads. */
  public boolean told() {
    return (model.parameters() != null || model.minVramGb() != null) && reach.downloads() != null;
  }

  /** Whether it brings something of its own, or is fetched so much that this is news. */
  boolean isNews() {
    Long downloads = reach.downloads();
    boolean copy =
        signals.stream()
            .anyMatch(s -> s.id() == SignalId.C2 && s.confidence().atLeast(Confidence.FLAG));
    boolean own = signals.stream().anyMatch(s -> s.flags() && s.id() != SignalId.V4);
    return (own && !copy) || (downloads != null && downloads >= MANY);
  }

  /** The same with other signals. */
  public ScoreInput with(List<Signal> others) {
    return new ScoreInput(others, hubFlags, model, reach, removal);
  }

  /**
   * The refusals that a removal tool counted, as the evidence of V1 quotes them; null where none
   * does.
   */
  public static @Nullable Refusals stated(List<Signal> signals) {
    for (Signal signal : signals) {
      for (Evidence evidence : signal.evidence()) {
        boolean counted = signal.id() == SignalId.V1 && evidence.rule().startsWith(REFUSALS);
        Refusals refusals = counted ? Refusals.quoted(evidence.quote()) : null;
        if (refusals != null) {
          return refusals;
        }
      }
    }
    return null;
  }

  /** Of an adapter the hub counts the adapter's own weights, which say nothing of the model. */
  private static @Nullable Size sizeOfBase(Release release, Inspection inspection) {
    Size size = Size.ofName(ModelName.of(release.spokenId()).model());
    for (ResolvedParent parent : inspection.parents()) {
      size = size == null ? Size.ofName(ModelName.of(parent.id()).model()) : size;
    }
    return size;
  }

  /**
   * The model and what it takes to run it.
   *
   * @param parameters of the whole model; of an adapter its base's
   * @param activeParameters those that work on one token, of a mixture of experts
   * @param minVramGb that the smallest variant of any copy needs
   * @param oneCommand whether a copy is packed for tools that run it with one command
   * @param extreme whether a variant is packed so tightly that alignment is weakened
   * @param gated whether the hub asks before anybody may download any copy
   */
  public record Model(
      Modality modality,
      Tuning tuning,
      @Nullable Long parameters,
      @Nullable Long activeParameters,
      @Nullable Integer minVramGb,
      boolean oneCommand,
      boolean extreme,
      boolean gated) {

    /** Nothing is known but that it is a model. */
    public static final Model UNKNOWN =
        new Model(Modality.TEXT, Tuning.UNKNOWN, null, null, null, false, false, false);

    public Model {
      Objects.requireNonNull(modality, "modality");
      Objects.requireNonNull(tuning, "tuning");
      // Hubs have been seen to count nought parameters; that is no size.
      parameters = parameters != null && parameters > 0 ? parameters : null;
      activeParameters =
          parameters != null && activeParameters != null && activeParameters > 0
              ? Long.valueOf(Math.min(parameters, activeParameters))
              : null;
      minVramGb = minVramGb != null && minVramGb > 0 ? minVramGb : null;
    }
  }

  /**
   * How many are reached. A number below nought is nobody's count and becomes null.
   *
   * @param downloads over 30 days, of all copies together
   * @param uploaderMedian of the downloads of the uploader's last ten releases
   * @param rootDownloads over 30 days, of the base at the top of the family
   */
  public record Reach(
      @Nullable Long downloads, @Nullable Long uploaderMedian, @Nullable Long rootDownloads) {

    /** Nobody told anything. */
    public static final Reach UNKNOWN = new Reach(null, null, null);

    public Reach {
      downloads = count(downloads);
      uploaderMedian = count(uploaderMedian);
      rootDownloads = count(rootDownloads);
    }

    private static @Nullable Long count(@Nullable Long told) {
      return told != null && told >= 0 ? told : null;
    }
  }

  /**
   * What others than the rules know of the removal.
   *
   * @param inherited what lineage brought down, null where lineage does not say
   * @param stated what a removal tool wrote into the card
   * @param measuredCompliance share of harmful prompts answered in a test by others
   */
  public record Removal(
      @Nullable Inherited inherited,
      @Nullable Refusals stated,
      @Nullable BigDecimal measuredCompliance) {

    /** Nobody told anything. */
    public static final Removal UNKNOWN = new Removal(null, null, null);

    public Removal {
      if (measuredCompliance != null) {
        Confidence.of(measuredCompliance);
      }
    }
  }

  /**
   * V4 with its value.
   *
   * @param value the parent's V times the factor of the edge, rounded to a ten-thousandth
   * @param confidence of the best path
   * @param from the release it came from, for people
   */
  public record Inherited(BigDecimal value, Confidence confidence, String from) {

    public Inherited {
      Confidence.of(value);
      Objects.requireNonNull(confidence, "confidence");
      Objects.requireNonNull(from, "from");
    }
  }

  /**
   * Refusals counted by a removal tool.
   *
   * @param refused of {@code asked}
   */
  public record Refusals(int refused, int asked) {

    public Refusals {
      if (refused < 0 || asked < 1) {
        throw new IllegalArgumentException(refused + " of " + asked + " refused");
      }
    }

    /** Reads {@code … 5/100}, which ends the quote. */
    private static @Nullable Refusals quoted(String quote) {
      int slash = quote.lastIndexOf('/');
      int from = slash;
      while (from > 0 && (isDigit(quote.charAt(from - 1)) || quote.charAt(from - 1) == ' ')) {
        from--;
      }
      String refused = slash < 0 ? "" : quote.substring(from, slash).strip();
      String asked = quote.substring(slash + 1).strip();
      return isCount(refused) && isCount(asked) && Integer.parseInt(asked) > 0
          ? new Refusals(Integer.parseInt(refused), Integer.parseInt(asked))
          : null;
    }

    private static boolean isCount(String text) {
      return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(Refusals::isDigit);
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }
  }
}
