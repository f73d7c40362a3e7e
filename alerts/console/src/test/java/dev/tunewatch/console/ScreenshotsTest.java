package dev.tunewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For the eyes: pictures of what a reader sees, in {@code target/screenshots}. */
class ScreenshotsTest extends BrowserTest {

  @ParameterizedTest
  @CsvSource({"1280,LIGHT", "1280,DARK", "390,LIGHT", "320,DARK"})
  void picturesEachPage(int width, ColorScheme scheme) {
    service.alerts.add(SampleAlerts.crowded(9));
    service.alerts.add(SampleAlerts.withdrawn(8));
    service.alerts.addAll(SampleAlerts.alerts(7));
    tab(width, 900, scheme);
    String suffix = width + "-" + scheme.name().toLowerCase(Locale.ROOT);

    open("");
    assertThat(page.locator("ol.queue > li")).hasCount(9);
    page.keyboard().press("j");
    screenshot("queue-" + suffix);
    page.keyboard().press("Enter");
    assertThat(page.locator("article.alert")).isVisible();
    screenshot("alert-" + suffix);
    open("#/alerts/al_8");
    assertThat(page.locator(".gone-reason")).isVisible();
    screenshot("withdrawn-" + suffix);
    service.alerts.add(0, SampleAlerts.scored(10));
    open("#/alerts/al_10");
    assertThat(page.locator("section[aria-labelledby=score]")).isVisible();
    screenshot("scored-" + suffix);
    page.keyboard().press("?");
    screenshot("keys-" + suffix);
  }
}
