package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a publisher writes is shown and never obeyed. */
class HostileTextTest extends BrowserTest {

  private static final String SCRIPT =
      "</a><script>alert(1)</script><img src=x onerror=alert(2)>\"'`${alert(3)}";
  private static final String REORDERED = "safe\u202Edesrever\u202C \u200Bmodel";
  private static final String LONG = "x".repeat(10_000);
  private static final String EMOJI = "👩‍💻🔥مرحبا";

  @BeforeEach
  void hostileAlerts() {
    List.of(SCRIPT, REORDERED, LONG, EMOJI).forEach(text -> service.alerts.add(hostile(text)));
  }

  private ObjectNode hostile(String text) {
    ObjectNode alert = SampleAlerts.alert(service.alerts.size() + 1);
    alert.put("headline", text).put("canonicalKey", text).put("clusterId", text);
    alert.put("reason", text).put("root", text).put("rules", text).put("tlp", text);
    for (ObjectNode member :
        List.of((ObjectNode) alert.get("lead"), member(alert, 0), member(alert, 1))) {
      member.put("release", "huggingface:" + text);
      member.put("url", "javascript:alert(4)//https://huggingface.co/");
      ((ObjectNode) member.get("parents").get(0)).put("id", text).put("relation", text);
    }
    ObjectNode signal = (ObjectNode) alert.get("signals").get(1);
    signal.put("inheritedFrom", text);
    ((ObjectNode) signal.get("evidence").get(0))
        .put("quote", text)
        .put("field", text)
        .put("rule", text);
    ((ObjectNode) alert.get("signals").get(2)).put("suppressedBy", text).put("tier", text);
    return alert;
  }

  private static ObjectNode member(ObjectNode alert, int n) {
    return (ObjectNode) alert.get("members").get(n);
  }

  @Test
  void isInertInTheList() {
    open("");

    assertThat(page.locator("ol.queue > li")).hasCount(4);
    assertThat(page.locator("ol.queue > li").first().locator("h2")).hasText(SCRIPT);
    nothingTookHold();
  }

  @Test
  void isInertOnTheAlertPage() {
    for (int n = 1; n <= 4; n++) {
      open("#/alerts/al_" + n);
      assertThat(page.locator("article.alert")).isVisible();
      assertThat(page.locator(".signal blockquote").first()).isVisible();
      nothingTookHold();
    }
  }

  @Test
  void makesHiddenCharactersVisible() {
    open("#/alerts/al_2");

    assertThat(page.locator("tw-alert h1")).hasText("safeU+202EdesreverU+202C U+200Bmodel");
    assertThat(page.locator("section[aria-labelledby=why] .hidden-char").first()).isVisible();
  }

  @Test
  void keepsEmojiSequencesWhole() {
    open("#/alerts/al_4");

    assertThat(page.locator("tw-alert h1")).hasText(EMOJI);
  }

  @Test
  void cutsAnEndlessNameAndSaysSo() {
    open("");

    assertThat(page.locator("ol.queue > li").nth(2).locator("h2"))
        .containsText("(cut, 10,000 characters)");
  }

  @Test
  void neverWidensTheNarrowestScreen() {
    tab(320, 640, ColorScheme.LIGHT);
    for (String address : List.of("", "#/alerts/al_1", "#/alerts/al_3", "#/health")) {
      open(address);
      page.reload();
      assertThat(page.locator("main h1:visible")).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth")).as(address).isEqualTo(320);
    }
    open("#/alerts/al_1");
    screenshot("hostile-narrow");
  }

  @Test
  void wouldBeStoppedByThePolicyEvenAsMarkup() {
    open("");

    assertThat(
            page.evaluate(
                "() => { try { document.body.innerHTML = '<b>x</b>'; return 'set'; }"
                    + " catch (refused) { return refused.name; } }"))
        .isEqualTo("TypeError");
    assertThat(
            page.evaluate("() => fetch('http://127.0.0.2/').then(() => 'sent', () => 'refused')"))
        .isEqualTo("refused");
    expectLogged("TrustedHTML");
    expectLogged("Content Security Policy");
  }

  private void nothingTookHold() {
    assertThat(page.locator("main script, main img, main iframe, main [onerror]")).hasCount(0);
    assertThat(page.locator("a[href^='javascript' i]")).hasCount(0);
    assertThat(page.locator("a.hub-page")).hasCount(0);
    assertThat(page.evaluate("document.querySelectorAll('main [style]').length")).isEqualTo(0);
  }
}
