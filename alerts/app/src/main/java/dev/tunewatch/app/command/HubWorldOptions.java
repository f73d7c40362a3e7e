package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.RecordedHub;
import dev.tunewatch.crawler.simulated.clock.HubClock;
import dev.tunewatch.crawler.simulated.webhook.WebhookSender;
import dev.tunewatch.crawler.simulated.world.Timeline;
import dev.tunewatch.crawler.simulated.world.TimelineFile;
import dev.tunewatch.crawler.simulated.world.WorldEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the simulated hub changes over time, and whom it tells. */
final class HubWorldOptions {

  @Option(
      names = "--replay",
      paramLabel = "SPEED",
      description = {
        "Lets releases appear by their createdAt: with 3600x an hour",
        "of theirs is a second."
      })
  private @Nullable String replay;

  @Option(
      names = "--replay-from",
      paramLabel = "TIME",
      description = "Where the replay begins, ISO 8601 (default: the oldest createdAt).")
  private @Nullable String replayFrom;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description = {
        "What happens when, JSON lines:",
        "{\"at\":\"90s\",\"event\":\"deleted\",\"name\":\"o/r\"}."
      })
  private @Nullable Path timelineFile;

  @Option(
      names = "--webhook-to",
      paramLabel = "URL",
      description = "Posts the hub's webhooks of what happens to this address.")
  private @Nullable String webhookTo;

  @Option(
      names = "--webhook-secret",
      paramLabel = "SECRET",
      description = "Sent with each webhook in X-Webhook-Secret.")
  private @Nullable String webhookSecret;

  @Option(
      names = "--webhook-replays",
      defaultValue = "0",
      paramLabel = "N",
      description = "Sends each webhook so often again (default: ${DEFAULT-VALUE}).")
  private int webhookReplays;

  /** The hub's clock, which begins now. */
  HubClock clock(RecordedHub records, Clock wall) {
    int speed = replay == null ? 1 : StandaloneCommand.parsed("--replay", replay, HubClock::speed);
    if (replay == null && replayFrom != null) {
      throw new ConfigError("--replay-from goes with --replay");
    }
    Instant start = wall.instant();
    if (replay != null) {
      start =
          replayFrom == null
              ? oldest(records, start)
              : StandaloneCommand.parsed("--replay-from", replayFrom, Instant::parse);
    }
    try {
      return new HubClock(wall, start, speed);
    } catch (IllegalArgumentException e) {
      throw new ConfigError("--replay: " + e.getMessage());
    }
  }

  /** Takes out of the records what comes later, and adds the events of the file. */
  Timeline timeline(RecordedHub records, Instant start) {
    List<WorldEvent> events = new ArrayList<>();
    if (replay != null) {
      events.addAll(Timeline.eventsBehind(records, start));
    }
    if (timelineFile != null) {
      events.addAll(HubCommand.read(timelineFile, file -> TimelineFile.read(file, start)));
    }
    return Timeline.sorted(events);
  }

  /** Who is told, if anybody. */
  Optional<WebhookSender.Target> webhooks() {
    if ((webhookTo == null) != (webhookSecret == null)) {
      throw new ConfigError("--webhook-to and --webhook-secret go together");
    }
    if (webhookTo == null || webhookSecret == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WebhookSender.Target(
              StandaloneCommand.parsed("--webhook-to", webhookTo, Settings::parseAddress),
              webhookSecret,
              webhookReplays,
              WebhookSender.Target.HUB_LIMIT));
    } catch (IllegalArgumentException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    }
  }

  private static Instant oldest(RecordedHub records, Instant otherwise) {
    return records.records().stream()
        .map(HubRecord::createdAt)
        .min(Comparator.naturalOrder())
        .orElse(otherwise);
  }
}
