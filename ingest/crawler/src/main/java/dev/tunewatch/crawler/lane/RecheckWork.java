package dev.tunewatch.crawler.lane;

import dev.tunewatch.bus.DeadLetter;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.recheck.Decision;
import dev.tunewatch.crawler.recheck.Watched;
import dev.tunewatch.events.Escalation;
import dev.tunewatch.events.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction of the recheck lane holds, while it is gathered. */
final class RecheckWork {

  private final Map<String, Watched> rows = new LinkedHashMap<>();
  private final List<Publishable> parts = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Escalation> escalations = new ArrayList<>();
  private int looks;

  boolean isEmpty() {
    return rows.isEmpty() && letters.isEmpty() && looks == 0;
  }

  /** A release's page was asked for. */
  void looked() {
    looks++;
  }

  void remember(Watched row) {
    rows.put(row.release().id(), row);
  }

  void add(Decision decision) {
    decision.rows().forEach(this::remember);
    parts.addAll(decision.parts());
    identities.addAll(decision.identities());
  }

  /** What was published of it before is taken back. */
  void escalate(Row.Escalated row, Instant now) {
    parts.addAll(Publishable.withdrawn(row.release(), row.identity(), now));
    escalations.add(row.escalation());
  }

  void refuse(String reason, @Nullable String error, String position, String key, byte[] value) {
    letters.add(
        new DeadLetter(
            "ingest.recheck",
            reason,
            String.valueOf(error),
            position,
            key.getBytes(StandardCharsets.UTF_8),
            value));
  }

  int looks() {
    return looks;
  }

  Collection<Watched> rows() {
    return rows.values();
  }

  List<Publishable> parts() {
    return parts;
  }

  List<Identity> identities() {
    return identities;
  }

  List<DeadLetter> letters() {
    return letters;
  }

  List<Escalation> escalations() {
    return escalations;
  }
}
