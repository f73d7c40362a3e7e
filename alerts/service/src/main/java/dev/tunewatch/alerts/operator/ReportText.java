package dev.tunewatch.alerts.operator;

import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.notify.Wording;
import dev.tunewatch.assessments.Member;
import java.util.stream.Collectors;

/**
 * What can be sent to a hub's operator as it stands, in plain text: what is declared, where it can
 * be checked, and what is not claimed.
 */
public final class ReportText {

  private static final int MAX_RELEASES = 20;

  private ReportText() {}

  /**
   * Writes it.
   *
   * @param address of the alert in the console
   */
  public static String of(Alert alert, String address) {
    Wording words = Wording.of(alert);
    StringBuilder text = new StringBuilder(1_000);
    text.append("Subject: ").append(plain(words.title())).append("\n\n");
    if (alert.state().retracts()) {
      text.append("THIS WAS WITHDRAWN");
      words.reason().ifPresent(reason -> text.append(": ").append(plain(reason)));
      text.append("\n\n");
    }
    text.append("Releases (")
        .append(alert.flaggedCount())
        .append(" flagged, ")
        .append(alert.memberCount())
        .append(" known copies):\n");
    text.append(
        alert.members().stream()
            .filter(Member::flagged)
            .limit(MAX_RELEASES)
            .map(member -> "- " + plain(member.release().id()) + "\n")
            .collect(Collectors.joining()));
    text.append("\nWhat was found:\n");
    for (Wording.Fact fact : words.facts()) {
      text.append("- ")
          .append(fact.signal())
          .append(": ")
          .append(fact.verb())
          .append(' ')
          .append(fact.title())
          .append("; ")
          .append(plain(fact.field()))
          .append(" says \"")
          .append(plain(fact.quote()))
          .append("\"\n");
    }
    text.append("\nThis says what the makers declare and what was measured in public metadata.")
        .append(" It does not say what anybody intends,\nand no weights were downloaded.\n\n")
        .append("Alert ")
        .append(alert.id())
        .append(", version ")
        .append(alert.version())
        .append(", TLP:")
        .append(alert.tlp())
        .append('\n')
        .append(address)
        .append("\nPlease answer \"actioned\" or \"rejected\" there, so that others learn.\n");
    return text.toString();
  }

  private static String plain(String text) {
    return Wording.unlinked(Wording.plain(text));
  }
}
