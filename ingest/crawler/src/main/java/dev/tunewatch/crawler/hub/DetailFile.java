package dev.tunewatch.crawler.hub;

import dev.tunewatch.events.PartKind;

/**
 * A small file of a release that is worth a request.
 *
 * @param name path within the repository
 * @param url where it is read
 * @param part the part that it fills
 */
public record DetailFile(String name, String url, PartKind part) {}
