package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class FailureTest extends BrowserTest {

  @Test
  void tellsWhatFailedAndRecoversOnDemand() {
    service.alerts.addAll(SampleAlerts.alerts(2));
    service.failure = 500;
    open("");
    assertThat(page.getByText("500: the database is away")).isVisible();
    expectLoggedStatus(500);

    service.failure = 0;
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Try again now")).click();

    assertThat(page.locator("ol.queue > li")).hasCount(2);
  }

  @Test
  void keepsTheListWhileARefreshFails() {
    service.alerts.addAll(SampleAlerts.alerts(2));
    open("");
    assertThat(page.locator("ol.queue > li")).hasCount(2);

    service.failure = 503;

    page.getByText("Not refreshed: 503").waitFor();
    assertThat(page.locator("ol.queue > li")).hasCount(2);
    expectLoggedStatus(503);
  }

  @Test
  void showsEachComponentWithItsReason() {
    service.ready = false;

    open("#/health");

    assertThat(page.getByText("1 of 2 components do not work.")).isVisible();
    assertThat(page.getByRole(AriaRole.ROW, new GetByRoleOptions().setName("streams")))
        .containsText("not ready");
    assertThat(page.getByText("no record for 90 s")).isVisible();
    screenshot("health");
    expectLoggedStatus(503);
  }
}
