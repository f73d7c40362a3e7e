package dev.tunewatch.events;

/**
 * How a canary is known: a made-up release that is followed from ingest to alert. Its hub is no
 * adapter and no text that a hub gives ever becomes the hub of a release, so nobody outside can
 * make a release a canary, and nothing real is taken for one.
 */
public final class Canaries {

  /** The hub of every canary, and of nothing else. */
  public static final String HUB = "canary";

  /** The row of {@code status.v1} that tells of the last one that arrived. */
  public static final String STATUS = "canary";

  private Canaries() {}

  /** Whether this release is one. */
  public static boolean isCanary(ReleaseName release) {
    return release.hub().equals(HUB);
  }
}
