package dev.tunewatch.alerts.feed.json;

import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Revisions;
import dev.tunewatch.alerts.alert.Standing;
import dev.tunewatch.alerts.alert.Told;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFeedTest {

  @Test
  void aWithdrawalIsAnEntryLikeAnyOther() throws Exception {
    Revisions revisions = new Revisions(Duration.ofDays(7));
    Instant told = Instant.parse("2026-03-02T10:00:05Z");
    Alert first = revisions.revise(null, Samples.alarming("a"), told).orElseThrow().alert();
    Alert second =
        revisions
            .revise(
                new Standing(first, Told.NOTHING),
                Samples.ended("a", Assessment.State.WITHDRAWN, null),
                told.plusSeconds(90))
            .orElseThrow()
            .alert();
    JsonFeed feed = JsonFeed.of("http://127.0.0.1:8090", List.of(second, first), "abc", 2);
    Golden.assertJson("feed.json", EventJson.mapper().writeValueAsString(feed));
  }
}
