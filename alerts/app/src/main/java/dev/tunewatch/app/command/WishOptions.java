package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a subscription wants, when, and over which channel; the service checks it. */
final class WishOptions {

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      defaultValue = "webhook",
      description = "webhook, slack, alertmanager or email (default: ${DEFAULT-VALUE}).")
  private String channel;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the channel, such as url or to; repeatable.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--set-file",
      paramLabel = "NAME=FILE",
      description = "The same out of a file, for what is secret; repeatable.")
  private Map<String, Path> setFile = new LinkedHashMap<>();

  @Option(
      names = "--severity-floor",
      paramLabel = "P1..P4",
      defaultValue = "P3",
      description = "Nothing less severe is told (default: ${DEFAULT-VALUE}).")
  private String severityFloor;

  @Option(
      names = "--filter",
      paramLabel = "CEL",
      description = "Only what this expression lets through, such as \"'V1' in signals\".")
  private @Nullable String filter;

  @Option(names = "--hub", paramLabel = "NAME", description = "Only of this hub.")
  private @Nullable String hub;

  @Option(names = "--include-backlog", description = "Old news is told, too.")
  private boolean includeBacklog;

  @Option(
      names = "--tlp",
      paramLabel = "LEVEL",
      defaultValue = "CLEAR",
      description = "The widest restriction that it may see (default: ${DEFAULT-VALUE}).")
  private String tlp;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "immediate, hourly or daily (default: immediate).")
  private @Nullable String mode;

  @Option(
      names = "--group-by",
      paramLabel = "WHAT",
      split = ",",
      description = "One message for a wave of the same uploader, base, or both.")
  private List<String> groupBy = new ArrayList<>();

  @Option(
      names = "--group-window",
      paramLabel = "SECONDS",
      description = "How long a wave is collected (default: 60).")
  private @Nullable Integer groupWindow;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Of quiet hours and the daily digest (default: UTC).")
  private @Nullable String timeZone;

  @Option(
      names = "--digest-at",
      paramLabel = "HH:MM",
      description = "When the daily digest is sent (default: 08:00).")
  private @Nullable String digestAt;

  @Option(
      names = "--quiet-hours",
      paramLabel = "FROM-TO",
      description = "Such as 22:00-07:00: what comes then waits for their end.")
  private @Nullable String quietHours;

  @Option(names = "--quiet-except-p1", description = "A P1 is sent in quiet hours, too.")
  private boolean quietExceptP1;

  @Option(
      names = "--cap-per-hour",
      paramLabel = "N",
      description = "The most messages in an hour; more wait, none is dropped.")
  private @Nullable Integer capPerHour;

  @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for it.")
  private @Nullable String owner;

  /** As the API takes it, without a name. */
  ObjectNode draft() {
    ObjectNode draft = EventJson.mapper().createObjectNode();
    set.forEach(draft::put);
    setFile.forEach((setting, file) -> draft.put(setting, content(setting, file)));
    draft
        .put("channel", channel)
        .put("severityFloor", severityFloor)
        .put("includeBacklog", includeBacklog)
        .put("tlp", tlp);
    put(draft, "filter", filter);
    put(draft, "hub", hub);
    put(draft, "mode", mode);
    put(draft, "timeZone", timeZone);
    put(draft, "digestAt", digestAt);
    put(draft, "quietHours", quietHours);
    put(draft, "owner", owner);
    if (!groupBy.isEmpty()) {
      ArrayNode groups = draft.putArray("groupBy");
      groupBy.forEach(groups::add);
    }
    if (groupWindow != null) {
      draft.put("groupWindowSeconds", groupWindow);
    }
    if (capPerHour != null) {
      draft.put("capPerHour", capPerHour);
    }
    if (quietExceptP1) {
      draft.put("quietExceptP1", true);
    }
    return draft;
  }

  private static void put(ObjectNode draft, String field, @Nullable String value) {
    if (value != null) {
      draft.put(field, value);
    }
  }

  private static String content(String setting, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigError("--set-file " + setting + "=" + file + " cannot be read");
    }
  }
}
