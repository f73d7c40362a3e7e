package dev.tunewatch.crawler.publish;

import dev.tunewatch.events.ReleasePart;

/**
 * A part and the state of the release that it shows; both together give the event its id.
 *
 * @param part what is published
 * @param fingerprint revision, digest or time of the last change
 */
public record Publishable(ReleasePart part, String fingerprint) {}
