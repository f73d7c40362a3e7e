package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QueueTest extends BrowserTest {

  private Locator rows() {
    return page.locator("ol.queue > li");
  }

  @Test
  void listsAlertsNewestFirstWithWhatAnAnalystNeeds() {
    service.alerts.addAll(SampleAlerts.alerts(3));

    open("");

    assertThat(rows()).hasCount(3);
    Locator first = rows().first();
    assertThat(first).containsText("P2 alert now");
    assertThat(first).containsText("maker-3/Example-8B-abliterated declares");
    assertThat(first).containsText("V1 E1 98 %");
    assertThat(first).containsText("V2 E2 95 % suppressed by B1");
    assertThat(first).containsText("1 flagged member of 2 copies");
    Locator hub = first.locator("a.hub-page");
    assertThat(hub).hasAttribute("href", "https://huggingface.co/maker-3/Example-8B-abliterated");
    assertThat(hub).hasAttribute("rel", "noopener noreferrer");
    assertThat(first.locator("time").first()).hasAttribute("title", "2026-03-01 11:00:00 UTC");
  }

  @Test
  void marksWhatWasWithdrawnInWordsAndByStriking() {
    service.alerts.add(SampleAlerts.withdrawn(1));

    open("");

    assertThat(rows().first().locator("h2")).containsText("Withdrawn:");
    assertThat(rows().first().locator("h2 s")).containsText("maker-1/Example-8B-abliterated");
  }

  @Test
  void marksTheBacklog() {
    service.alerts.add(SampleAlerts.alert(7));

    open("");

    assertThat(rows().first()).containsText("Backlog");
  }

  @Test
  void loadsTheNextPageOnDemandAndNamesEachAlertOnce() {
    service.alerts.addAll(SampleAlerts.alerts(120));
    open("");
    assertThat(rows()).hasCount(50);

    Locator more = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show more"));
    more.click();
    assertThat(rows()).hasCount(100);
    assertThat(rows().nth(50).locator("a.open")).isFocused();
    more.click();

    assertThat(rows()).hasCount(120);
    assertThat(more).hasCount(0);
    assertThat(page.locator("a.open").evaluateAll("all => new Set(all.map(a => a.hash)).size"))
        .isEqualTo(120);
  }

  @Test
  void showsANewAlertByItselfAndKeepsTheFocus() {
    service.alerts.addAll(SampleAlerts.alerts(2));
    open("");
    Locator older = page.locator("a.open", new LocatorOptions().setHasText("maker-2/"));
    older.focus();

    service.alerts.add(0, SampleAlerts.alert(3));

    assertThat(rows()).hasCount(3);
    assertThat(older).isFocused();
  }

  @Test
  void keepsTheFiltersInTheAddressOverAReload() {
    service.alerts.addAll(SampleAlerts.alerts(11));
    open("");
    page.getByLabel("Severity").selectOption("P3");
    assertThat(rows()).hasCount(2);
    page.getByLabel("Search").fill("maker-5");
    assertThat(rows()).hasCount(1);
    assertThat(page).hasURL(service.origin() + "/#/?severity=P3&q=maker-5");

    page.reload();

    assertThat(rows()).hasCount(1);
    assertThat(page.getByLabel("Severity")).hasValue("P3");
    assertThat(page.getByLabel("Search")).hasValue("maker-5");
    page.getByText("Clear filters").click();
    assertThat(rows()).hasCount(11);
    assertThat(page.getByLabel("Search")).hasValue("");
  }

  @Test
  void ignoresAFilterThatCannotBe() {
    service.alerts.addAll(SampleAlerts.alerts(2));

    open("#/?severity=P9&state=gone");

    assertThat(rows()).hasCount(2);
    assertThat(page.getByLabel("Severity")).hasValue("");
  }

  @Test
  void showsAnAlertThatNamesNoLead() {
    service.alerts.add(SampleAlerts.withdrawn(1).putNull("lead"));

    open("");

    assertThat(rows().first()).containsText("none named");
    rows().first().locator("a.open").click();
    assertThat(page.locator("article.alert")).containsText("None declared.");
  }

  @Test
  void saysWhyTheListIsEmpty() {
    open("");
    assertThat(page.getByText("No alerts yet")).isVisible();

    page.getByLabel("State").selectOption("withdrawn");

    assertThat(page.getByText("No alert matches these filters")).isVisible();
  }

  @Test
  void worksByKeyboardAlone() {
    service.alerts.addAll(SampleAlerts.alerts(3));
    open("");
    assertThat(rows()).hasCount(3);

    page.keyboard().press("j");
    assertThat(rows().nth(0).locator("a.open")).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(rows().nth(1).locator("a.open")).isFocused();
    page.keyboard().press("k");
    assertThat(rows().nth(0).locator("a.open")).isFocused();
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    assertThat(page.locator("tw-alert h1")).isFocused();
    assertThat(page).hasURL(Pattern.compile("#/alerts/al_2$"));
    page.keyboard().press("j");
    assertThat(page).hasURL(Pattern.compile("#/alerts/al_1$"));
    page.keyboard().press("Escape");
    assertThat(rows().nth(2).locator("a.open")).isFocused();
    page.keyboard().press("/");
    assertThat(page.getByLabel("Search")).isFocused();
    page.keyboard().type("juk?");
    assertThat(page.getByLabel("Search")).hasValue("juk?");
    assertThat(page.getByText("No alert matches these filters")).isVisible();
  }

  @Test
  void showsItsKeysAndLetsThemBeSwitchedOff() {
    service.alerts.addAll(SampleAlerts.alerts(2));
    open("");
    assertThat(rows()).hasCount(2);

    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("next alert");
    page.getByLabel("Single-letter keys are on").uncheck();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    page.keyboard().press("j");

    assertThat(rows().first().locator("a.open")).not().isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(rows().first().locator("a.open")).isFocused();
  }
}
