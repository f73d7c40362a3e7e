package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest extends BrowserTest {

  @BeforeEach
  void serviceWantsAToken() {
    service.alerts.addAll(SampleAlerts.alerts(2));
    service.token = "tw_secret";
  }

  @Test
  void takesItFromTheFragmentAndRemovesItThere() {
    open("#token=tw_secret");

    assertThat(page.locator("ol.queue > li")).hasCount(2);
    assertThat(page).hasURL(service.origin() + "/#/");
    assertThat(service.asked).noneMatch(path -> path.contains("tw_secret"));
    assertThat(page.evaluate("document.documentElement.outerHTML.includes('tw_secret')"))
        .isEqualTo(false);
    page.reload();
    assertThat(page.locator("ol.queue > li")).hasCount(2);
  }

  @Test
  void asksForItWhenNeededAndTellsWhereToFindIt() {
    open("");
    assertThat(page.getByText("A token is needed.")).isVisible();
    assertThat(page.locator("tw-token-form")).containsText("--admin-token-file");

    page.getByLabel("Token", new GetByLabelOptions().setExact(true)).fill("tw_wrong");
    page.keyboard().press("Enter");
    assertThat(page.getByText("The token was not accepted.")).isVisible();
    page.getByLabel("Token", new GetByLabelOptions().setExact(true)).fill("tw_secret");
    page.keyboard().press("Enter");

    assertThat(page.locator("ol.queue > li")).hasCount(2);
    assertThat(page.locator("tw-token-form")).hasCount(0);
    expectLoggedStatus(401);
  }

  @Test
  void asksOnTheAlertPageToo() {
    open("#/alerts/al_1");
    page.getByLabel("Token", new GetByLabelOptions().setExact(true)).fill("tw_secret");
    page.keyboard().press("Enter");

    assertThat(page.locator("article.alert")).isVisible();
    expectLoggedStatus(401);
  }

  @Test
  void takesItInATabThatIsAlreadyOpen() {
    open("");
    assertThat(page.getByText("A token is needed.")).isVisible();

    open("#token=tw_secret");

    assertThat(page.locator("ol.queue > li")).hasCount(2);
    assertThat(page).hasURL(service.origin() + "/#/");
    expectLoggedStatus(401);
  }

  @Test
  void forgetsItOnDemand() {
    open("#token=tw_secret");
    assertThat(page.locator("ol.queue > li")).hasCount(2);

    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Forget token")).click();

    assertThat(page.getByText("A token is needed.")).isVisible();
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    expectLoggedStatus(401);
  }
}
