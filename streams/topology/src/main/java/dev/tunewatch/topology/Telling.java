package dev.tunewatch.topology;

import dev.tunewatch.events.Canaries;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Wish;
import dev.tunewatch.events.WishCodec;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.cluster.FindingCodec;
import dev.tunewatch.topology.inspect.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What an inspection hands on: findings to clusters, wishes to ingest. */
final class Telling {

  private final ProcessorContext<Bytes, Output> context;

  Telling(ProcessorContext<Bytes, Output> context) {
    this.context = context;
  }

  /**
   * Tells clusters.
   *
   * @param cause as {@link Cause} writes it
   */
  void findings(List<Finding> findings, long timestamp, String cause) {
    for (Finding finding : findings) {
      Record<Bytes, Output> record =
          new Record<>(
              Bytes.wrap(finding.clusterId().getBytes(StandardCharsets.UTF_8)),
              new Output.Result(FindingCodec.encode(finding)),
              timestamp);
      Cause.write(record.headers(), cause);
      context.forward(record);
    }
  }

  /** Once for each time that a release becomes flagged, and once when it is no more. */
  void wish(ReleaseName release, @Nullable Told before, @Nullable Told now, long timestamp) {
    boolean was = before != null && before.flagged();
    boolean is = now != null && now.flagged();
    if (was == is || Canaries.isCanary(release)) {
      return; // Nor can a made-up release be looked at again.
    }
    Wish.Reason reason = is ? Wish.Reason.FLAGGED : Wish.Reason.NO_LONGER_FLAGGED;
    Wish wish = Wish.recheck(release, reason, Instant.ofEpochMilli(timestamp));
    context.forward(
        Output.event(
            wish.key(),
            new Output.Wished(WishCodec.encode(wish)),
            "dev.tunewatch.wish",
            timestamp));
  }
}
