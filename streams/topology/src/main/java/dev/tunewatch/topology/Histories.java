package dev.tunewatch.topology;

import dev.tunewatch.assessments.History;
import dev.tunewatch.assessments.HistoryCodec;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.topology.inspect.Chronicle;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Histories of the releases of one task. What is written to {@code history.v1} is read again: the
 * union with what is known changes nothing then, but after a rebuild it brings back what {@code
 * releases.v1} has forgotten.
 */
final class Histories {

  private final ProcessorContext<Bytes, Output> context;
  private final Rows<History> store;

  Histories(ProcessorContext<Bytes, Output> context, Rows<History> store) {
    this.context = context;
    this.store = store;
  }

  /**
   * Takes note of another version.
   *
   * @return tags that were scrubbed
   */
  List<String> observe(
      ReleaseName release, @Nullable Own was, Own now, Collection<ReleasePart> parts, long at) {
    String holder = now.upload().hubId();
    History before = of(release, holder);
    History after = Chronicle.after(before, was, now, parts);
    keep(before, after, at);
    return Chronicle.scrubbed(after);
  }

  /** Takes note of a release that is flagged. */
  void flagged(ReleaseName name, Release release, long at) {
    History before = of(name, release.hubId());
    ReleasePart listing = release.parts().get(PartKind.LISTING);
    Instant observedAt = listing == null ? release.observedAt() : listing.observedAt();
    keep(before, Chronicle.flagged(before, observedAt), at);
  }

  /**
   * Takes a history as it stands in its topic.
   *
   * @return whether it tells what was not known
   */
  boolean read(ReleaseName release, byte @Nullable [] value, long at) throws MalformedEvent {
    if (value == null) {
      return false;
    }
    History read = HistoryCodec.decode(value);
    if (!read.release().equals(release)) {
      throw new MalformedEvent("a history of " + read.release() + " under another key", null);
    }
    History known = store.get(release.key());
    if (known != null && !known.isOf(read.hubId())) {
      return false; // of who had the name before, or will have it
    }
    History both = known == null ? read : known.union(read);
    if (both.equals(known)) {
      return false;
    }
    store.put(release.key(), both);
    if (known != null) {
      publish(both, at); // it would otherwise be known here alone
    }
    return true;
  }

  private History of(ReleaseName release, @Nullable String hubId) {
    History known = store.get(release.key());
    if (known == null || !known.isOf(hubId)) {
      return new History(release, hubId, List.of());
    }
    return known.hubId() == null ? new History(release, hubId, known.transitions()) : known;
  }

  private void keep(History before, History after, long at) {
    if (after.equals(before)) {
      return;
    }
    store.put(after.release().key(), after);
    publish(after, at);
  }

  private void publish(History history, long at) {
    context.forward(
        Output.event(
            history.release().key(),
            new Output.Chronicled(HistoryCodec.encode(history)),
            "dev.tunewatch.history",
            at));
  }
}
