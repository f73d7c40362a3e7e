package dev.tunewatch.crawler.publish;

import dev.tunewatch.crawler.hub.Sha256;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.ReleaseName;

/** Ids of events: the same for the same part of the same state of a release, whoever reads it. */
final class EventIds {

  private static final int DIGITS = 32;

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
    return Sha256.hex(text, DIGITS);
  }
}
