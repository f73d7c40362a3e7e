package dev.tunewatch.detect.rules;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.card.Sentence;
import java.util.List;
import java.util.Set;

/**
 * One rule of the book.
 *
 * @param id unique in the book, for example {@code v1.name.ablation}
 * @param role what a match means
 * @param in fields that are looked at
 * @param kind how terms are compared
 * @param leet whether names are also looked at with digits read as letters
 * @param confidence of a match
 * @param needs what else must hold
 * @param places where a sentence may stand
 */
public record Rule(
    String id,
    int version,
    SignalId signal,
    Role role,
    Tier tier,
    Confidence confidence,
    Status status,
    Set<Field> in,
    Kind kind,
    boolean leet,
    Set<Need> needs,
    List<String> terms,
    List<String> cues,
    List<WordPattern> patterns,
    List<WordPattern> unless,
    Set<Sentence.Place> places,
    Examples examples) {

  /** In the ids of rules whose terms are secret. */
  public static final String RESTRICTED = ".restricted.";

  public Rule {
    in = Set.copyOf(in);
    needs = Set.copyOf(needs);
    terms = List.copyOf(terms);
    cues = List.copyOf(cues);
    patterns = List.copyOf(patterns);
    unless = List.copyOf(unless);
    places = Set.copyOf(places);
  }

  /** How evidence names the rule. */
  public String label() {
    return id + "/" + version;
  }

  /** Whether the rule comes out of the restricted vocabulary, which nothing may repeat. */
  public boolean isRestricted() {
    return id.contains(RESTRICTED);
  }

  /** What a match means. */
  public enum Role {
    /** It is evidence. */
    CLAIM,
    /** Claims of the same signal that touch it are void. */
    GUARD,
    /** No evidence by itself; a detector weighs claims by it. */
    CONTEXT,
    /** Only a list of words for a detector. */
    LIST
  }

  /** Fields of a release. */
  public enum Field {
    NAME,
    OWNER,
    TAG,
    CARD,
    /** Beside the card's text also its code blocks, where templates of prompts stand. */
    CODE,
    FILE,
    PIPELINE,
    LIBRARY,
    /** Names of training data, from metadata and from links of the card. */
    DATASET,
    /** Names of parents. */
    PARENT,
    /** What the hub itself marks. */
    FLAG
  }

  /** How terms are compared. */
  public enum Kind {
    /** Anywhere, also within a word. */
    ROOT,
    /** At the beginning of a word. */
    PREFIX,
    /** A whole word or several. */
    TOKEN,
    /** The whole field. */
    EXACT,
    /** A whole word in exactly this spelling. */
    CASED,
    /** Anywhere in a card but in code. */
    PHRASE,
    /** By word patterns. */
    SENTENCE,
    /** A file name, or {@code owner/name}; {@code *} is anything. */
    GLOB
  }

  /** What else must hold for a match to stand. */
  public enum Need {
    /** The release may be a generative model. */
    GENERATIVE,
    /** The name tells a size or a model family. */
    SIZED,
    /** Another rule of V1 or V2 stands by itself. */
    COMPANION
  }

  /** Life of a rule; only live ones fire. */
  public enum Status {
    DRAFT,
    SHADOW,
    LIVE
  }

  /** What the rule must match, and what not. */
  public record Examples(List<String> match, List<String> noMatch) {
    public Examples {
      match = List.copyOf(match);
      noMatch = List.copyOf(noMatch);
    }
  }
}
