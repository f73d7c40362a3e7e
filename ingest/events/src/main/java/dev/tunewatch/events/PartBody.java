package dev.tunewatch.events;

/** What one part of a release says; one record per {@link PartKind}. */
public sealed interface PartBody permits Listing, Card, SmallFiles, ModelConfig, Status {

  /** The kind of part that this body fills. */
  PartKind part();
}
