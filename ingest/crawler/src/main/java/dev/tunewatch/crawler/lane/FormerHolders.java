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
    Instant now = clock.instant();
    fold.takenOver()
        .forEach(
            (id, oldName) -> {
              ReleasePart found = absent.elsewhere().get(id);
              if (found == null || found.hubId() == null) {
                return;
              }
              String newName = found.release().id();
              Identity before = absent.identity(found.hubId());
              boolean said =
                  before != null
                      && before.name().equals(newName)
                      && before.formerNames().contains(oldName);
              if (said || newName.equals(oldName)) {
                return;
              }
              Identity identity =
                  before == null || !before.name().equals(oldName)
                      ? new Identity(hub.name(), found.hubId(), oldName, List.of(), now)
                      : before;
              ReleaseName old = new ReleaseName(hub.name(), oldName);
              Status status =
                  new Status(Status.State.RENAMED, newName, "listed under another name");
              ReleasePart part =
                  new ReleasePart(
                      old,
                      found.hubId(),
                      now,
                      Observation.CHANGED,
                      new Provenance("reconcile", pages.source(old).source(), null),
                      status);
              // A name has one status: that of its last holder, where there is one, must stand.
              boolean lastHolderSpokenOf = known.state(oldName) != null || tally.speaksOf(oldName);
              tally.add(
                  lastHolderSpokenOf
                      ? List.of()
                      : List.of(Publishable.observed(part, "RENAMED|" + newName + "|" + now)),
                  List.of(identity.renamed(newName, now)),
                  0);
            });
    tally.flush();
  }
}
