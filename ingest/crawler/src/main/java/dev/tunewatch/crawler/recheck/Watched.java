package dev.tunewatch.crawler.recheck;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Status.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A release that is looked at from time to time, and what was published of it last.
 *
 * @param release its name
 * @param hubId whose it was when last seen, null where unknown
 * @param listing digest of the fingerprint of the listing published last, null where unknown
 * @param config digest of the config part published last, null where there was none
 * @param status what was last said to have become of the name, null where nothing was
 * @param movedTo the new name where it was renamed
 * @param formerNames names that it had before, newest first
 * @param goneSince when it was first missed, null while it is there
 * @param step how often in a row nothing had changed
 * @param due when it is looked at next
 * @param urgent whether it goes before those that are merely due
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Watched(
    ReleaseName release,
    @Nullable String hubId,
    @Nullable String listing,
    @Nullable String config,
    @Nullable State status,
    @Nullable String movedTo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerNames,
    @Nullable Instant goneSince,
    int step,
    Instant due,
    boolean urgent) {

  public Watched {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(due, "due");
    formerNames = formerNames == null ? List.of() : List.copyOf(formerNames);
  }

  /** A release of which nothing is known but its name. */
  public static Watched unseen(ReleaseName release, Instant due) {
    return new Watched(release, null, null, null, null, null, List.of(), null, 0, due, false);
  }

  /** The same, looked at next at that time. */
  public Watched next(int atStep, Instant at) {
    return new Watched(
        release,
        hubId,
        listing,
        config,
        status,
        movedTo,
        formerNames,
        goneSince,
        atStep,
        at,
        false);
  }

  /** The same, looked at before all that are merely due. */
  public Watched urgent(Instant now) {
    return new Watched(
        release, hubId, listing, config, status, movedTo, formerNames, goneSince, 0, now, true);
  }

  /** The same, with another word on what became of the name. */
  public Watched with(@Nullable State said, @Nullable String moved) {
    return new Watched(
        release, hubId, listing, config, said, moved, formerNames, goneSince, step, due, urgent);
  }

  /** The same, missed since then, or there again. */
  public Watched gone(@Nullable Instant since) {
    return new Watched(
        release, hubId, listing, config, status, movedTo, formerNames, since, step, due, urgent);
  }

  /** The same as it was seen now. */
  Watched seen(@Nullable String id, String listed, @Nullable String configured) {
    return new Watched(
        release, id, listed, configured, status, movedTo, formerNames, null, step, due, urgent);
  }

  /** The same, its identity known. */
  Watched identified(@Nullable String id) {
    return new Watched(
        release, id, listing, config, status, movedTo, formerNames, null, step, due, urgent);
  }

  /** The same with the names that it had before. */
  Watched formerly(List<String> names) {
    return new Watched(
        release, hubId, listing, config, status, movedTo, names, goneSince, step, due, urgent);
  }

  /** UTF-8 JSON, the row of a checkpoint. */
  public byte[] encode() {
    try {
      return EventJson.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Watched decode(byte[] bytes) {
    try {
      return EventJson.mapper().readValue(bytes, Watched.class);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("not a watched release", unreadable);
    }
  }
}
