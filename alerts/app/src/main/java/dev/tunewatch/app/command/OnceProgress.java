package dev.tunewatch.app.command;

import dev.tunewatch.app.run.CaughtUp;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A line of progress on stderr, only where a person sees it. */
final class OnceProgress implements AutoCloseable {

  private final @Nullable ProgressBar bar;

  private OnceProgress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Draws on a terminal and is silent elsewhere. */
  static OnceProgress onTerminal() {
    if (System.console() == null) {
      return new OnceProgress(null);
    }
    return new OnceProgress(
        new ProgressBarBuilder()
            .setTaskName("assessed")
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(-1)
            .showSpeed()
            .build());
  }

  /** Shows how far it has come; how many there will be is not known before the lanes end. */
  void show(CaughtUp.Totals totals) {
    if (bar != null) {
      bar.stepTo(totals.assessed());
      bar.setExtraMessage(
          totals.published()
              + " parts, "
              + totals.alerts()
              + " alerts, "
              + totals.delivered()
              + " delivered");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
