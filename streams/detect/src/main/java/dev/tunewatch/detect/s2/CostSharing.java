package dev.tunewatch.detect.s2;

import dev.tunewatch.assessments.MergePart;
import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.name.FormatWords;
import dev.tunewatch.detect.rules.Match;
import dev.tunewatch.detect.signal.Observed;
import dev.tunewatch.events.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who bore the cost of a release. A merge shares the cost of all that its parents took to train, so
 * the makers behind the parents count; and makers say whose compute they used. What a copied card
 * says of its original, and what it says of another model, is the original's.
 *
 * @param owners makers whose models went into a merge, in lower case; of other releases none
 * @param pooled sentences that say that others bore the cost of this release
 */
public record CostSharing(Set<String> owners, List<Match> pooled) {

  private static final String POOLED = "s2.pooled.";
  private static final int MAX_REST = 300;

  public CostSharing {
    owners = Set.copyOf(owners);
    pooled = List.copyOf(pooled);
  }

  /** Reads a release whose parents are resolved. */
  public static CostSharing of(Observed observed) {
    List<ResolvedParent> merged =
        observed.parents().stream()
            .filter(parent -> parent.relation() == Relation.MERGE)
            .filter(parent -> parent.part() != MergePart.SUBTRACTED)
            .toList();
    Set<String> owners = new HashSet<>();
    for (ResolvedParent parent : merged.size() < 2 ? List.<ResolvedParent>of() : merged) {
      int slash = parent.id().indexOf('/');
      if (slash > 0) {
        owners.add(parent.id().substring(0, slash).toLowerCase(Locale.ROOT));
      }
    }
    boolean copy =
        FormatWords.tellsPackaging(observed.subject().name().model())
            || observed.parents().stream().anyMatch(p -> p.relation() == Relation.QUANTIZED);
    List<Match> pooled =
        observed.matches().of(SignalId.S2).stream()
            .filter(CostSharing::speaksOfCost)
            .filter(match -> !copy && isOfThisModel(line(match, observed), observed))
            .toList();
    return new CostSharing(owners, pooled);
  }

  /** Whether a rule speaks of the cost and not of a merge. */
  static boolean speaksOfCost(Match match) {
    return match.rule().id().startsWith(POOLED);
  }

  /** The quote and what follows it in its line, for evidence ends where the rule's words end. */
  private static String line(Match match, Observed observed) {
    Integer start = match.start();
    Integer end = match.end();
    if (start == null || end == null || observed.subject().card() == null) {
      return match.quote();
    }
    String text = observed.subject().card().body().original();
    int feed = text.indexOf('\n', end);
    int last = Math.min(feed < 0 ? text.length() : feed, end + MAX_REST);
    return text.substring(start, Math.min(last, text.length()));
  }

  /** A sentence that names a model by a version or a size must name this one. */
  private static boolean isOfThisModel(String quote, Observed observed) {
    Set<String> own = new HashSet<>(FormatWords.words(observed.subject().name().model()));
    for (String word : quote.split("[\\s\\[\\]()*]+", -1)) {
      boolean address = word.contains("://");
      boolean hyphened = word.indexOf('-') > 0 && word.chars().anyMatch(Character::isDigit);
      if (!address && hyphened && !own.containsAll(FormatWords.words(bare(word)))) {
        return false;
      }
    }
    return true;
  }

  /** Without the possessive and what punctuates. */
  private static String bare(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int end = lower.length();
    while (end > 0 && !Character.isLetterOrDigit(lower.charAt(end - 1))) {
      end--;
    }
    String trimmed = lower.substring(0, end);
    return trimmed.endsWith("'s") || trimmed.endsWith("’s")
        ? trimmed.substring(0, trimmed.length() - 2)
        : trimmed;
  }
}
