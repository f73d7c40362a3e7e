package dev.tunewatch.alerts.deliver;

import dev.tunewatch.alerts.alert.Alerts.Numbered;
import java.util.List;

/** What was told before, in its order. */
public interface VersionHistory {

  /** The next versions of a stretch, the oldest first. */
  List<Numbered> next(Span span, int limit);
}
