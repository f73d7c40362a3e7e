package dev.tunewatch.crawler.lane;

import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.reconcile.KnownReleases;
import dev.tunewatch.crawler.reconcile.LogFold;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Says where the former holders of taken names are now: a walk meets them under their new names and
 * cannot see from there which name they left.
 */
final class FormerHolders {

  private final Hub hub;
  private final ReleaseReader pages;
  private final Clock clock;

  FormerHolders(Hub hub, ReleaseReader pages, Clock clock) {
    this.hub = hub;
    this.pages = pages;
    this.clock = clock;
  }

  /** A release whose name another holds now, and that was met under a new name, was renamed. */
  void settle(LogFold fold, LogFold.Absent absent, KnownReleases known, ReconcileTally tally) {
    fold.takenOver()
        .forEach(
            (id, oldName) -> {
              ReleasePart found = absent.elsewhere(id);
              if (found != null && !isSaid(oldName, found, absent)) {
                // A name has one status: that of its last holder, where there is one, must stand.
                boolean lastHolderSpokenOf =
                    known.state(oldName) != null || tally.speaksOf(oldName);
                moved(oldName, found, absent, !lastHolderSpokenOf, tally);
              }
            });
    tally.flush();
  }

  /**
   * Says that a release is now where it was found.
   *
   * @param found its listing
   * @param speaks whether the old name's status says so; else its identity alone does
   */
  void moved(
      String oldName,
      ReleasePart found,
      LogFold.Absent absent,
      boolean speaks,
      ReconcileTally tally) {
    String hubId = found.hubId();
    String newName = found.release().id();
    if (hubId == null || newName.equals(oldName)) {
      return;
    }
    Identity before = absent.identity(hubId);
    Instant now = clock.instant();
    Identity identity =
        before == null || !before.name().equals(oldName)
            ? new Identity(hub.name(), hubId, oldName, List.of(), now)
            : before;
    ReleaseName old = new ReleaseName(hub.name(), oldName);
    Status status = new Status(Status.State.RENAMED, newName, "listed under another name");
    ReleasePart part =
        new ReleasePart(
            old,
            hubId,
            now,
            Observation.CHANGED,
            new Provenance("reconcile", pages.source(old).source(), null),
            status);
    tally.add(
        speaks ? List.of(Publishable.observed(part, "RENAMED|" + newName + "|" + now)) : List.of(),
        isSaid(oldName, found, absent) ? List.of() : List.of(identity.renamed(newName, now)),
        0);
  }

  private static boolean isSaid(String oldName, ReleasePart found, LogFold.Absent absent) {
    Identity before = found.hubId() == null ? null : absent.identity(found.hubId());
    return before != null
        && before.name().equals(found.release().id())
        && before.formerNames().contains(oldName);
  }
}
