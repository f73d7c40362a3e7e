package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest extends BrowserTest {

  @Test
  void showsWhyWithExactQuotesFieldsAndRules() {
    service.alerts.addAll(SampleAlerts.alerts(1));

    open("#/alerts/al_1");

    Locator why = page.locator("section[aria-labelledby=why]");
    assertThat(why).containsText("safeguards removed in the weights");
    assertThat(why).containsText("98 % sure");
    assertThat(why).containsText("structure that a tool writes by itself");
    assertThat(why.locator("blockquote").first())
        .hasText("This is a decensored version of base-lab/Example-8B");
    assertThat(why).containsText("README.md");
    assertThat(why).containsText("characters 211 to 262");
    assertThat(why).containsText("v1.card.heretic/4");
    assertThat(page.locator("section[aria-labelledby=facts]"))
        .containsText("quantized or converted");
  }

  @Test
  void showsASuppressedFactAsOne() {
    service.alerts.addAll(SampleAlerts.alerts(1));

    open("#/alerts/al_1");

    assertThat(page.locator("section[aria-labelledby=suppressed]"))
        .containsText("Suppressed by B1 safety tool");
    assertThat(page.locator("section[aria-labelledby=why]")).not().containsText("V2");
  }

  @Test
  void namesFiftyMembersAndCountsTheRest() {
    service.alerts.add(SampleAlerts.crowded(1));

    open("#/alerts/al_1");

    assertThat(page.locator("li.member")).hasCount(50);
    assertThat(page.getByText("and 33 more that are only counted.")).isVisible();
    assertThat(page.locator("section[aria-labelledby=parents]"))
        .containsText("fine-tuned from base-lab/Example-8B read from tag, 95 % sure");
  }

  @Test
  void saysWhyEachFactorOfTheScoreIsWhatItIs() {
    service.alerts.add(SampleAlerts.scored(1));

    open("#/alerts/al_1");

    Locator score = page.locator("section[aria-labelledby=score]");
    assertThat(score).containsText("Score: R 61 of 100");
    assertThat(score).containsText("R is at least 50");
    assertThat(score.getByLabel("Hazard")).containsText("8 billion");
    assertThat(score.getByLabel("Vulnerability")).containsText("declared <b>V1</b>");
    assertThat(score).containsText("score-v3");
    Locator reach = page.locator("section[aria-labelledby=reach]");
    assertThat(reach).containsText("60,000");
    assertThat(reach).containsText("6 GB");
  }

  @Test
  void anAlertThatWasNotScoredShowsNone() {
    service.alerts.addAll(SampleAlerts.alerts(1));

    open("#/alerts/al_1");

    assertThat(page.locator("section[aria-labelledby=why]")).isVisible();
    assertThat(page.locator("section[aria-labelledby=score]")).hasCount(0);
    assertThat(page.locator("section[aria-labelledby=reach]")).hasCount(0);
  }

  @Test
  void tellsTimesAndProvenance() {
    service.alerts.addAll(SampleAlerts.alerts(1));

    open("#/alerts/al_1");

    assertThat(page.locator("section[aria-labelledby=timeline]"))
        .containsText("2026-03-01 09:00:00 UTC");
    Locator provenance = page.locator("section[aria-labelledby=provenance]");
    assertThat(provenance).containsText("al_1 version 1");
    assertThat(provenance).containsText("huggingface:maker-1/example-8b");
    assertThat(provenance).containsText("2026-03-01.1");
  }

  @Test
  void saysWhyAnAlertWasWithdrawn() {
    service.alerts.add(SampleAlerts.withdrawn(1));

    open("#/alerts/al_1");

    assertThat(page.locator(".gone-reason")).hasText("Withdrawn: the card no longer says so");
    assertThat(page.locator("tw-alert h1 s")).hasCount(1);
  }

  @Test
  void saysThatThereIsNoSuchAlert() {
    open("#/alerts/al_404");

    assertThat(page.getByText("No such alert")).isVisible();
    expectLoggedStatus(404);
  }

  @Test
  void speaksTheWordsOfTheCatalogue() {
    open("");
    Map<String, String> titles = new LinkedHashMap<>();
    Arrays.stream(SignalId.values()).forEach(id -> titles.put(id.name(), id.title()));

    assertThat(page.evaluate("import('./words.js').then(words => words.SIGNALS)"))
        .isEqualTo(titles);
    assertThat(page.evaluate("import('./words.js').then(words => Object.keys(words.TIERS))"))
        .isEqualTo(Arrays.stream(Tier.values()).map(Tier::name).toList());
    assertThat(page.evaluate("import('./words.js').then(words => Object.keys(words.SEVERITIES))"))
        .isEqualTo(Arrays.stream(Severity.values()).map(Severity::name).toList());
    assertThat(
            page.evaluate(
                "ids => import('./words.js').then(words =>"
                    + " ids.filter(id => words.flags({id, confidence: 0.6})))",
                titles.keySet().toArray()))
        .isEqualTo(
            Arrays.stream(SignalId.values()).filter(SignalId::alerts).map(SignalId::name).toList());
  }
}
