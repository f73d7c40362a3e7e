package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest extends BrowserTest {

  private Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void showsWhatIngestHasSeenAndWhatItHasNot() {
    service.coverage = SampleCoverage.troubled("no id");

    open("#/health");

    Locator lanes = region("Coverage").locator("tbody tr");
    assertThat(lanes).hasCount(3);
    assertThat(lanes.first()).containsText("huggingface live");
    assertThat(lanes.first()).containsText("fresh");
    assertThat(lanes.first()).containsText("123,456");
    assertThat(lanes.first()).containsText("1 open gap");
    assertThat(lanes.nth(1)).containsText("stale");
    assertThat(lanes.nth(2)).containsText("none open 2 repaired");
    assertThat(region("Gaps").locator("tbody tr")).containsText("2026-03-02 08:00:00 UTC");
    assertThat(region("Gaps")).containsText("too_far");
    assertThat(region("Dead letters")).containsText("ingest.live");
    assertThat(page.getByText("took 1.25 s to its alert")).isVisible();
  }

  @Test
  void saysSoWhereThereIsNothingToTell() {
    open("#/health");

    assertThat(page.getByText("No lane has written its ledger yet.")).isVisible();
    assertThat(page.getByText("No stretch of a listing is known to be unread.")).isVisible();
    assertThat(page.getByText("Nothing was refused, or all of it is dealt with.")).isVisible();
    assertThat(page.getByText("None has arrived yet.")).isVisible();
  }

  @Test
  void showsHostileTextAsText() {
    service.coverage = SampleCoverage.troubled("<img src=x onerror=alert(1)>\u202e");

    open("#/health");

    assertThat(region("Dead letters")).containsText("<img src=x onerror=alert(1)>U+202E");
    assertThat(page.locator("img")).hasCount(0);
  }

  @Test
  void asksForATokenAndGoesOnWithIt() {
    service.token = "secret";
    open("#/health");
    page.locator("#token").fill("secret");

    page.getByText("Use token").click();

    assertThat(page.getByText("No lane has written its ledger yet.")).isVisible();
    expectLoggedStatus(401);
  }

  @ParameterizedTest
  @CsvSource({"1280,LIGHT", "390,DARK"})
  void pictures(int width, ColorScheme scheme) {
    service.coverage = SampleCoverage.troubled("row has no id");
    tab(width, 1100, scheme);

    open("#/health");

    assertThat(region("Coverage")).isVisible();
    screenshot("coverage-" + width);
  }
}
