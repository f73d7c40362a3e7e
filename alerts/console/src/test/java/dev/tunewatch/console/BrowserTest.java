package dev.tunewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * One tab of Debian's Chromium on a fresh service. Whatever a test does, it fails if the page wrote
 * an error or a policy violation, opened a dialog, or asked another origin.
 */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class BrowserTest {

  static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

  FakeService service;
  Page page;
  private BrowserContext context;
  private final List<String> faults = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  @BeforeEach
  void openTab() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is no failure
    service = new FakeService();
    tab(1280, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    context.close();
    service.close();
    assertThat(faults).isEmpty();
    assertThat(requests).allSatisfy(url -> assertThat(url).startsWith(service.origin() + "/"));
  }

  /** Replaces the tab by one of this size and colour. */
  void tab(int width, int height, ColorScheme scheme) {
    if (context != null) {
      context.close();
    }
    context =
        OneBrowser.get()
            .newContext(
                new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    context.setDefaultTimeout(30_000);
    page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(faults::add);
    page.onDialog(this::refuse);
    page.onRequest(request -> requests.add(request.url()));
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      faults.add(message.text());
    }
  }

  private void refuse(Dialog dialog) {
    faults.add("dialog: " + dialog.message());
    dialog.dismiss();
  }

  /** The browser itself logs each answer of 400 and above; a test that wants one takes it back. */
  void expectLoggedStatus(int status) {
    assertThat(faults).isNotEmpty().allMatch(fault -> fault.contains("status of " + status));
    faults.clear();
  }

  /** Takes back what a test provoked, which also proves that faults are seen. */
  void expectLogged(String part) {
    assertThat(faults).anyMatch(fault -> fault.contains(part));
    faults.removeIf(fault -> fault.contains(part));
  }

  void open(String fragment) {
    page.navigate(service.origin() + "/" + fragment);
  }

  void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }
}
