package dev.tunewatch.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import java.time.Duration;
import java.time.Instant;

/** Ledgers of ingest to look at. */
final class SampleCoverage {

  private SampleCoverage() {}

  static ObjectNode empty() {
    ObjectNode report = EventJson.mapper().createObjectNode();
    report.putArray("lanes");
    report.putArray("deadLetters");
    report.putArray("status");
    return report;
  }

  /** A fresh lane, a stale one with a gap, a dead letter whose error is hostile, and a canary. */
  static ObjectNode troubled(String error) {
    ObjectNode report = empty();
    lane(report, "live", 123_456, 5).putArray("gaps").addAll(gap());
    lane(report, "detail", 7_890, 4_000).put("stale", true).putArray("gaps");
    lane(report, "backfill", 50, 5).put("gapsClosed", 2).putArray("gaps");
    lane(report, "canary", 1, 5).put("hub", "canary").putArray("gaps");
    ((ArrayNode) report.get("deadLetters"))
        .addObject()
        .put("stage", "ingest.live")
        .put("reason", "malformed")
        .put("count", 3)
        .put("newest", ago(90))
        .put("error", error);
    ((ArrayNode) report.get("status"))
        .addObject()
        .put("component", "canary")
        .put("publishedAt", ago(3_600))
        .put("seconds", 1.25);
    return report;
  }

  private static ObjectNode lane(ObjectNode report, String lane, long listed, long age) {
    return ((ArrayNode) report.get("lanes"))
        .addObject()
        .put("hub", "huggingface")
        .put("lane", lane)
        .put("listed", listed)
        .put("published", listed - 1)
        .put("deadLetters", 3)
        .put("at", ago(age))
        .put("ageSeconds", age)
        .put("stale", false);
  }

  private static ArrayNode gap() {
    ArrayNode gaps = EventJson.mapper().createArrayNode();
    gaps.addObject()
        .put("order", "created")
        .put("newer", "2026-03-02T10:00:00Z")
        .put("older", "2026-03-02T08:00:00Z")
        .put("foundAt", ago(600))
        .put("reason", "too_far");
    return gaps;
  }

  private static String ago(long seconds) {
    return Instant.now().minus(Duration.ofSeconds(seconds)).toString();
  }
}
