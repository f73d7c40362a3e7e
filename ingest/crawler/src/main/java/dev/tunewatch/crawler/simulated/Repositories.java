package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.util.Optional;

/** Finds the model that a path names, or answers as the hub does when it is not there. */
final class Repositories {

  private final RecordedHub hub;

  Repositories(RecordedHub hub) {
    this.hub = hub;
  }

  /**
   * The model of this path.
   *
   * @throws RefusedRequest 307 for a renamed model and another letter case; 401 for a missing one
   *     (404 to those who send a token); 404 for a revision that is none of main, HEAD and its
   *     commit
   */
  HubRecord at(RepoPath path, HubRequest request, String prefix) {
    HubRecord record = hub.read(now -> at(now, path, request, prefix));
    String revision = path.revision();
    if (!revision.isEmpty()
        && !revision.equals("main")
        && !revision.equals("HEAD")
        && !revision.equals(record.sha())) {
      throw RefusedRequest.with(
          HubAnswer.error(404, "RevisionNotFound", "Invalid rev id: " + revision));
    }
    return record;
  }

  private static HubRecord at(HubIndex now, RepoPath path, HubRequest request, String prefix) {
    Optional<HubRecord> found = now.find(path.id()).filter(record -> !record.isSet("private"));
    return found.orElseThrow(
        () ->
            now.redirect(path.id())
                .filter(id -> !id.equals(path.id()))
                .map(id -> redirected(id, path, request, prefix))
                .orElseGet(() -> missing(request)));
  }

  private static RefusedRequest redirected(
      String id, RepoPath path, HubRequest request, String prefix) {
    String location = prefix + RepoPath.encoded(id);
    if (!path.keyword().isEmpty()) {
      location += '/' + path.keyword() + '/' + RepoPath.encodedSegment(path.revision());
      location += path.file().isEmpty() ? "" : '/' + RepoPath.encoded(path.file());
    }
    location += request.rawQuery().isEmpty() ? "" : '?' + request.rawQuery();
    return RefusedRequest.with(HubAnswer.empty(307).with("Location", location));
  }

  private static RefusedRequest missing(HubRequest request) {
    return RefusedRequest.with(
        request.hasToken()
            ? HubAnswer.error(404, "RepoNotFound", "Repository not found")
            : HubAnswer.error(401, "Invalid username or password."));
  }
}
