package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An analyst at work: by keyboard and by buttons. */
class TriageTest extends BrowserTest {

  @BeforeEach
  void anAnalyst() {
    service.token = "tw_secret";
    service.people.role = "analyst";
    service.alerts.addAll(SampleAlerts.alerts(4));
    service.alerts.forEach(
        alert ->
            alert
                .put("contest", alert.get("id").asText().equals("al_1") ? "open" : null)
                .put("seen", "1-0-")
                .set("handling", FakePeople.handling("open", null)));
  }

  private Locator rows() {
    return page.locator("ol.queue > li");
  }

  private Locator dialog() {
    return page.locator("#triage");
  }

  private JsonNode last() {
    List<JsonNode> taken = service.people.taken;
    return Objects.requireNonNull(taken.get(taken.size() - 1));
  }

  @Test
  void acknowledgesWhatHasTheFocusByOneKey() {
    open("#token=tw_secret");
    assertThat(page.locator(".pick")).hasCount(4);

    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("a");

    assertThat(page.getByText("1 of 1 acknowledged.")).isVisible();
    assertThat(rows().nth(1)).containsText("Acknowledged");
    assertThat(last().at("/items/0/id").asText()).isEqualTo("al_3");
    assertThat(last().at("/items/0/etag").asText()).isEqualTo("1-0-");
  }

  @Test
  void actsOnAllThatAreSelectedAtOnce() {
    open("#token=tw_secret");
    assertThat(page.locator(".pick")).hasCount(4);
    page.keyboard().press("j");
    page.keyboard().press("x");
    page.keyboard().press("j");
    page.keyboard().press("x");
    assertThat(page.getByText("2 alerts selected")).isVisible();

    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Resolve r")).click();

    assertThat(page.getByText("2 of 2 resolved.")).isVisible();
    assertThat(last().get("items")).hasSize(2);
    assertThat(page.getByText("alerts selected")).hasCount(0);
    page.getByLabel("Select all shown").check();
    assertThat(page.getByText("4 alerts selected")).isVisible();
  }

  @Test
  void asksForTheReasonOfAFalsePositive() {
    open("#token=tw_secret");
    assertThat(page.locator(".pick")).hasCount(4);
    page.keyboard().press("j");
    page.keyboard().press("f");
    assertThat(dialog()).isVisible();
    assertThat(dialog()).containsText("withdrawn from everybody who got it");
    Locator confirm = dialog().getByRole(AriaRole.BUTTON).first();
    confirm.click();
    assertThat(dialog()).isVisible(); // without a reason the browser asks for one

    page.getByLabel("the evidence was misread").check();
    page.getByLabel("Note for the others").fill("A quote of somebody else.");
    screenshot("false-positive-1280-light");
    confirm.click();

    assertThat(page.getByText("1 of 1 taken back.")).isVisible();
    assertThat(dialog()).not().isVisible();
    assertThat(last().get("reason").asText()).isEqualTo("evidence_misread");
    assertThat(last().get("note").asText()).isEqualTo("A quote of somebody else.");
  }

  @Test
  void snoozesAndAssignsFromThePageOfAnAlert() {
    open("#token=tw_secret&/alerts/al_2");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Snooze")).click();
    page.getByLabel("a week").check();
    dialog().getByRole(AriaRole.BUTTON).first().click();
    assertThat(page.getByText("1 of 1 snoozed.")).isVisible();
    assertThat(last().get("until").asText()).matches("\\d{4}-\\d{2}-\\d{2}T.*Z");

    page.keyboard().press("g");
    page.getByLabel("Assign to").fill("bo");
    page.keyboard().press("Enter");

    assertThat(page.locator("section.handling")).containsText("with bo");
  }

  @Test
  void saysWhatChangedMeanwhile() {
    service.people.refuses = true;
    open("#token=tw_secret");
    assertThat(page.locator(".pick")).hasCount(4);
    page.keyboard().press("j");
    page.keyboard().press("r");
    assertThat(page.getByText("0 of 1 resolved. it was changed meanwhile.")).isVisible();
  }

  @Test
  void showsWhatChangedTheHistoryAndTheContest() {
    open("#token=tw_secret&/alerts/al_1");

    assertThat(page.locator("tw-history")).containsText("another kind of evidence");
    assertThat(page.locator("tw-history")).containsText("severity: P2 → P1");
    assertThat(page.locator("tw-history")).containsText("<img src=x onerror=alert(1)> looks right");
    assertThat(page.locator("tw-contest")).containsText("Nobody has answered yet");
    assertThat(page.locator("tw-contest")).containsText("me@example.org");
    page.getByText("This is about my model").click();
    page.getByLabel("What is wrong").fill("It is a guard model.");
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Contest").setExact(true))
        .click();
    assertThat(page.getByText("It will be looked at.")).isVisible();
    assertThat(service.people.contested.get(0).get("text").asText())
        .isEqualTo("It is a guard model.");
  }

  @Test
  void aHubsOperatorAnswersAndTakesTheReport() {
    service.people.role = "subscriber";
    service.people.hub = "'huggingface'";
    open("#token=tw_secret&/alerts/al_2");
    Locator section = page.locator("tw-hub-answer");
    assertThat(section).containsText("It has not answered.");
    section.getByRole(AriaRole.BUTTON).nth(2).click();
    assertThat(section.locator("textarea")).hasValue("Subject: it declares\n</textarea><b>x</b>");
    section.getByRole(AriaRole.BUTTON).first().click();
    assertThat(section).containsText("It has acted on this.");
    assertThat(page.locator("section.handling")).hasCount(0);
  }

  @Test
  void filtersByHandlingInTheAddress() {
    service.alerts.get(0).set("handling", FakePeople.handling("resolved", "bo"));
    open("#token=tw_secret&/?handling=resolved");
    assertThat(rows()).hasCount(1);
    assertThat(page.getByLabel("Handling")).hasValue("resolved");
    page.getByLabel("Handling").selectOption("");
    assertThat(rows()).hasCount(4);
  }

  @Test
  void whoMayOnlyReadSeesNothingToActWith() {
    service.people.role = "subscriber";
    open("#token=tw_secret");
    assertThat(rows()).hasCount(4);
    assertThat(page.locator(".who")).containsText("ana, subscriber");
    page.keyboard().press("j");
    page.keyboard().press("a");
    assertThat(page.locator(".pick")).hasCount(0);
    assertThat(page.getByLabel("Handling")).hasCount(0);
    assertThat(service.people.taken).isEmpty();
    assertThat(page.getByText("Audit")).hasCount(0);
  }

  @Test
  void showsPrecisionAndTheAuditLog() {
    service.people.role = "admin";
    open("#token=tw_secret&/precision");
    assertThat(page.getByLabel("Precision by signal")).containsText("8 of 10");
    assertThat(page.getByLabel("Precision by signal")).containsText("49 % to 94.3 %");
    screenshot("precision-1280-light");
    page.getByText("Audit").click();
    assertThat(page.getByLabel("Changes")).containsText("<b>ana</b>");
    assertThat(page.getByLabel("Changes")).containsText("begun");
    page.getByText("before").click();
    assertThat(page.getByLabel("Changes")).containsText("\"name\": \"ops\"");
    screenshot("audit-1280-light");
  }

  @Test
  void picturesOfAnAnalystsDay() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      tab(scheme == ColorScheme.LIGHT ? 1280 : 390, 1100, scheme);
      String suffix = scheme == ColorScheme.LIGHT ? "1280-light" : "390-dark";
      open("#token=tw_secret");
      assertThat(page.locator(".pick")).hasCount(4);
      page.keyboard().press("j");
      page.keyboard().press("x");
      assertThat(page.getByText("1 alert selected")).isVisible();
      screenshot("triage-" + suffix);
      open("#/alerts/al_1");
      assertThat(page.locator("tw-history")).containsText("looks right");
      screenshot("triage-alert-" + suffix);
    }
  }
}
