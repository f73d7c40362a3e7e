package dev.tunewatch.topology;

import dev.tunewatch.events.Card;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelConfig;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of made-up releases; minutes are counted from one fixed instant. */
public final class Parts {

  public static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

  /** Of each derived release in 30 days. */
  static final int DOWNLOADS = 20_000;

  private Parts() {}

  public static ReleasePart listing(String id, int minute, String... tags) {
    return listing(id, minute, (List<ReleaseFile>) null, tags);
  }

  /** A listing that tells the content of one file of weights. */
  static ReleasePart holding(String id, int minute, String sha256, String... tags) {
    return listing(id, minute, List.of(file(sha256)), tags);
  }

  /** A listing that declares what it was tuned from, as the real detector reads it. */
  static ReleasePart derived(String id, int minute, @Nullable String parent, String... tags) {
    List<DeclaredParent> parents =
        parent == null
            ? List.of()
            : List.of(new DeclaredParent(parent, Relation.FINETUNE, DeclaredParent.Source.TAG));
    return listing(id, minute, parents, null, (long) DOWNLOADS, tags);
  }

  private static ReleasePart listing(
      String id, int minute, @Nullable List<ReleaseFile> files, String... tags) {
    return listing(id, minute, List.of(), files, null, tags);
  }

  private static ReleasePart listing(
      String id,
      int minute,
      List<DeclaredParent> parents,
      @Nullable List<ReleaseFile> files,
      @Nullable Long downloads,
      String... tags) {
    return part(
        id,
        minute,
        new Listing(
            "https://hub.example/" + id,
            START.minus(Duration.ofDays(1)).plusSeconds(id.hashCode() & 0xFFFF),
            null,
            null,
            null,
            List.of(tags),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            parents,
            files,
            null,
            downloads,
            null,
            null,
            List.of(),
            List.of()));
  }

  private static ReleaseFile file(String sha256) {
    return new ReleaseFile("model.safetensors", 14_000_000_000L, sha256);
  }

  public static ReleasePart card(String id, int minute, String text) {
    return part(id, minute, new Card(text, "00", text.length(), false));
  }

  /** What a model's page tells of its one file of weights. */
  static ReleasePart config(String id, int minute, String sha256) {
    return part(id, minute, new ModelConfig(ModelFacts.NONE, List.of(file(sha256))));
  }

  public static ReleasePart status(String id, int minute) {
    return part(id, minute, new Status(Status.State.AVAILABLE, null, null));
  }

  static ReleasePart status(String id, int minute, Status.State state) {
    String movedTo = state == Status.State.RENAMED ? "other/model" : null;
    return part(id, minute, new Status(state, movedTo, "404"));
  }

  static ReleasePart renamed(String id, int minute, String to) {
    return part(id, minute, new Status(Status.State.RENAMED, to, "307"));
  }

  static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static ReleasePart part(String id, int minute, PartBody body) {
    return new ReleasePart(
        new ReleaseName("huggingface", id),
        null,
        at(minute),
        Observation.FIRST_SEEN,
        new Provenance("live", "test", null),
        body);
  }
}
