package dev.tunewatch.app.command;

import dev.tunewatch.crawler.lane.BackfillProgress;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a backfill is, on stderr, only where a person sees it. */
final class BackfillBar implements AutoCloseable {

  private final @Nullable ProgressBar bar;

  private BackfillBar(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Draws on a terminal and is silent elsewhere. */
  static BackfillBar onTerminal() {
    if (System.console() == null) {
      return new BackfillBar(null);
    }
    return new BackfillBar(
        new ProgressBarBuilder()
            .setTaskName("rows")
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(-1)
            .showSpeed()
            .build());
  }

  /** Shows it; how many rows there will be is the hub adapter's estimate. */
  void show(BackfillProgress progress) {
    if (bar != null) {
      Long left = progress.left();
      bar.maxHint(left == null ? -1 : progress.rows() + left);
      bar.stepTo(progress.rows());
      Instant position = progress.position();
      bar.setExtraMessage(position == null ? "" : "back to " + position);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
