package dev.tunewatch.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, started once for all classes; a context of its own isolates each test. */
final class OneBrowser {

  private static final Playwright PLAYWRIGHT =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private static final Browser BROWSER = PLAYWRIGHT.chromium().launch(options());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
  }

  private OneBrowser() {}

  static Browser get() {
    return BROWSER;
  }

  private static LaunchOptions options() {
    return new LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setHeadless(true)
        .setChromiumSandbox(false)
        .setArgs(
            List.of(
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }
}
