package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.AlertState;
import dev.tunewatch.alerts.deliver.Trial;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.Tier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one wording of an alert for people, whatever the channel's markup. It says what a maker
 * declares, what a release inherits or what was measured, never what somebody is. All of it may
 * hold text of a hub: each channel escapes it for its own markup.
 *
 * @param status one or two words: where the story stands
 * @param title one sentence
 * @param reason why it was taken back
 * @param facts what was found, the strongest first
 * @param about the small print
 */
public record Wording(
    String status, String title, Optional<String> reason, List<Fact> facts, String about) {

  private static final Pattern WWW = Pattern.compile("(?i)(www)\\.");

  private static final int MAX_FACTS = 8;

  public Wording {
    facts = List.copyOf(facts);
  }

  /** Of one version of an alert. */
  public static Wording of(Alert alert) {
    boolean retracted = alert.state().retracts();
    return new Wording(
        status(alert),
        clean(retracted ? "Withdrawn: " + alert.headline() : alert.headline()),
        Optional.ofNullable(alert.reason()).map(Wording::clean),
        alert.signals().stream().filter(Signal::flags).limit(MAX_FACTS).map(Fact::of).toList(),
        clean(about(alert)));
  }

  private static String status(Alert alert) {
    if (Trial.is(alert)) {
      return "Test";
    }
    return switch (alert.state()) {
      case NEW -> "New";
      case UPDATED -> "Updated";
      case WITHDRAWN, SUPERSEDED, FALSE_POSITIVE -> "Withdrawn";
    };
  }

  private static String about(Alert alert) {
    StringBuilder about = new StringBuilder(alert.hub());
    about.append(" · ").append(alert.severity()).append(" · version ").append(alert.version());
    if (alert.flaggedCount() > 1) {
      about.append(" · ").append(alert.flaggedCount()).append(" copies flagged");
    }
    if (alert.root() != null) {
      about.append(" · base ").append(alert.root());
    }
    if (alert.backlog() && alert.state() == AlertState.NEW) {
      about.append(" · backlog");
    }
    return about.append(" · TLP:").append(alert.tlp()).toString();
  }

  /**
   * Text of a hub on one line: no control characters and nothing that turns or hides what a person
   * reads.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (Character.isWhitespace(c) || type == Character.CONTROL) {
                clean.append(' ');
              } else if (type != Character.FORMAT
                  && type != Character.SURROGATE
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR) {
                clean.appendCodePoint(c);
              }
            });
    return clean.toString();
  }

  /** Text of a hub on one line, for those who write more than a message. */
  public static String plain(String text) {
    return clean(text);
  }

  /**
   * The same text without anything that a receiver's program would make a link of by itself: an
   * invisible space stands where an address would begin.
   */
  public static String unlinked(String text) {
    return WWW.matcher(text.replace("://", ":\u200B//")).replaceAll("$1\u200B.");
  }

  /**
   * One thing that was found, and where a person can check it.
   *
   * @param signal its id in the catalogue
   * @param verb {@code declares}, {@code inherits} or {@code measured}
   * @param title what, in a few words
   * @param field of the hub's record that says so
   * @param quote what stands there
   */
  public record Fact(String signal, String verb, String title, String field, String quote) {

    static Fact of(Signal signal) {
      Evidence first = signal.evidence().get(0);
      return new Fact(
          signal.id().name(),
          verb(signal),
          signal.id().title(),
          clean(first.field()),
          clean(first.quote()));
    }

    /** What a tool writes by itself is read off the release; all else is somebody's word. */
    private static String verb(Signal signal) {
      if (signal.inheritedFrom() != null) {
        return "inherits";
      }
      return signal.tier() == Tier.E1 ? "measured" : "declares";
    }
  }
}
