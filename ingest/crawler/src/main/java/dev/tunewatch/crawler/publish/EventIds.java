package dev.tunewatch.crawler.publish;

import dev.tunewatch.crawler.hub.Excerpt;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.ReleaseName;
import java.nio.charset.StandardCharsets;

/** Ids of events: the same for the same part of the same state of a release, whoever reads it. */
final class EventIds {

  private EventIds() {}

  static String of(Publishable publishable) {
    ReleaseName release = publishable.release();
    String hubId = publishable.hubId();
    String identity = hubId == null ? release.key() : release.hub() + ":#" + hubId;
    String text =
        identity + "\n" + publishable.kind().wireName() + "\n" + publishable.fingerprint();
    return id(text);
  }

  static String of(Identity identity) {
    return id(identity.key() + "\nidentity\n" + identity.name() + "\n" + identity.formerNames());
  }

  private static String id(String text) {
    return Excerpt.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
