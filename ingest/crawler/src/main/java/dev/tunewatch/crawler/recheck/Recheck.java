package dev.tunewatch.crawler.recheck;

import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.walk.Hashes;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a look at a release means. Only what differs from what was published is published
 * again. A removal takes two looks, because to an anonymous reader the hub answers a hiccup of its
 * accounts, a private and a removed release alike. A rename is a redirect to a release of the same
 * identity; the name of another identity was taken over and starts afresh.
 */
public final class Recheck {

  private final Intervals intervals;
  private final RandomGenerator random;

  /** Uses these intervals. */
  public Recheck(Intervals intervals, RandomGenerator random) {
    this.intervals = intervals;
    this.random = random;
  }

  /**
   * What follows.
   *
   * @param before what was known of the name that was asked for
   * @param watched what is known of another name, null where nothing
   * @param source where the look was taken, for provenance
   */
  public Decision decide(
      Watched before,
      Visit visit,
      Provenance source,
      Instant now,
      Function<ReleaseName, @Nullable Watched> watched) {
    List<Publishable> parts = new ArrayList<>();
    if (visit instanceof Visit.Found found) {
      ReleasePart listing = found.row().part();
      if (listing.release().equals(before.release())) {
        return new Decision(
            List.of(present(before, found.row(), unknown(before), source, now, parts)),
            parts,
            List.of());
      }
      if (sameIdentity(before.hubId(), listing.hubId())) {
        return renamed(before, found.row(), source, now, watched);
      }
      return missed(before, "redirects to another release", source, now);
    }
    if (visit instanceof Visit.Gone gone) {
      return missed(before, gone.reason(), source, now);
    }
    return new Decision(List.of(later(before, now)), List.of(), List.of());
  }

  /** The release as it is now, with what differs from before added to the parts. */
  private Watched present(
      Watched before,
      Row.Listed row,
      Observation ifUnknown,
      Provenance source,
      Instant now,
      List<Publishable> parts) {
    ReleasePart listing = row.part();
    boolean takenOver = !sameIdentity(before.hubId(), listing.hubId());
    String listed = digest(row.fingerprint());
    Observation why =
        takenOver
            ? Observation.FIRST_SEEN
            : before.listing() == null ? ifUnknown : Observation.CHANGED;
    boolean changed = takenOver || !listed.equals(before.listing());
    if (changed) {
      parts.add(Publishable.observed(listing.observed(why), row.fingerprint()));
    }
    String configured = takenOver ? null : before.config();
    for (ReleasePart part : row.further()) {
      String body = part.body().toString();
      if (part.body().part() == PartKind.CONFIG && !digest(body).equals(configured)) {
        configured = digest(body);
        parts.add(Publishable.observed(part.observed(why), configured));
      }
    }
    Watched seen = before.seen(listing.hubId(), listed, configured);
    Status.State state = state((Listing) listing.body());
    Status.State said = before.status() == null ? Status.State.AVAILABLE : before.status();
    boolean turned = state != said;
    if (turned) {
      parts.add(status(seen, new Status(state, null, words(state)), source, now));
      seen = seen.with(state, null);
    }
    return changed || turned ? again(seen, now) : later(seen, now);
  }

  private Decision renamed(
      Watched before,
      Row.Listed row,
      Provenance source,
      Instant now,
      Function<ReleaseName, @Nullable Watched> watched) {
    ReleasePart listing = row.part();
    String newName = listing.release().id();
    if (before.status() == Status.State.RENAMED && newName.equals(before.movedTo())) {
      return new Decision(List.of(later(before.gone(null), now)), List.of(), List.of());
    }
    List<Publishable> parts = new ArrayList<>();
    Watched known = watched.apply(listing.release());
    Watched target =
        present(
            known == null ? Watched.unseen(listing.release(), now) : known,
            row,
            Observation.FIRST_SEEN,
            source,
            now,
            parts);
    Watched old =
        before
            .identified(before.hubId() == null ? listing.hubId() : before.hubId())
            .with(Status.State.RENAMED, newName);
    Status moved = new Status(Status.State.RENAMED, newName, "redirects to the same release");
    parts.add(status(old, moved, source, now));
    List<Identity> identities = new ArrayList<>();
    String hubId = listing.hubId();
    if (hubId != null && Identity.isHubId(hubId)) {
      Identity identity =
          new Identity(
                  before.release().hub(), hubId, before.release().id(), before.formerNames(), now)
              .renamed(newName, now);
      identities.add(identity);
      target = target.formerly(identity.formerNames());
    }
    return new Decision(List.of(target, again(old, now)), parts, identities);
  }

  private Decision missed(Watched before, String reason, Provenance source, Instant now) {
    Instant since = before.goneSince() == null ? now : before.goneSince();
    Watched gone = before.gone(since);
    if (before.status() == Status.State.REMOVED || before.status() == Status.State.RENAMED) {
      return new Decision(List.of(later(gone, now)), List.of(), List.of());
    }
    boolean first = before.goneSince() == null && !intervals.confirmAfter().isZero();
    Instant confirmed = since.plus(intervals.confirmAfter());
    if (first || now.isBefore(confirmed)) {
      return new Decision(List.of(gone.next(gone.step(), confirmed)), List.of(), List.of());
    }
    Watched removed = gone.with(Status.State.REMOVED, null);
    Publishable said = status(removed, new Status(Status.State.REMOVED, null, reason), source, now);
    return new Decision(List.of(again(removed, now)), List.of(said), List.of());
  }

  /** Nothing changed: the interval grows. */
  private Watched later(Watched watched, Instant now) {
    Instant due = now.plus(intervals.after(watched.step(), random));
    return watched.next(intervals.next(watched.step()), due);
  }

  /** Something changed: back to the shortest interval. */
  private Watched again(Watched watched, Instant now) {
    return watched.next(intervals.next(0), now.plus(intervals.after(0, random)));
  }

  private static Publishable status(Watched of, Status status, Provenance source, Instant now) {
    ReleasePart part =
        new ReleasePart(of.release(), of.hubId(), now, Observation.CHANGED, source, status);
    // A name may be removed, come back and be removed again: each is an event of its own.
    return Publishable.observed(part, status.state() + "|" + status.movedTo() + "|" + now);
  }

  /**
   * A listing that nothing was known of is published once and not called changed, so that its card
   * is not read anew; where the hub told of a change it is.
   */
  private static Observation unknown(Watched before) {
    return before.urgent() ? Observation.CHANGED : Observation.RECHECKED;
  }

  private static Status.State state(Listing listing) {
    if (listing.flags().contains("private")) {
      return Status.State.HIDDEN;
    }
    return Boolean.TRUE.equals(listing.disabled()) ? Status.State.DISABLED : Status.State.AVAILABLE;
  }

  private static String words(Status.State state) {
    return switch (state) {
      case HIDDEN -> "the hub says that it is private";
      case DISABLED -> "the hub refuses its files";
      default -> "shown again";
    };
  }

  /** An identity that is not known contradicts none. */
  private static boolean sameIdentity(@Nullable String before, @Nullable String now) {
    return before == null || now == null || before.equals(now);
  }

  /** What is remembered of a fingerprint. */
  public static String digest(String fingerprint) {
    return Long.toHexString(Hashes.of(fingerprint));
  }
}
