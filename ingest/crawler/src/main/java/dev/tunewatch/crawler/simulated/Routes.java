package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.List;
import java.util.Set;

/** Sends a request to the part of the hub that answers its path. */
final class Routes implements Answering {

  private static final Set<String> API_KEYWORDS = Set.of("revision", "tree");
  private static final Set<String> FILE_KEYWORDS = Set.of("resolve", "raw");

  private final RequestCounts counts;
  private final ModelListing listing;
  private final ModelInfo info;
  private final FileTree tree;
  private final FileDownload download;

  Routes(RecordedHub hub, int pageLimit, RequestCounts counts) {
    Repositories repositories = new Repositories(hub);
    this.counts = counts;
    this.listing = new ModelListing(hub, pageLimit);
    this.info = new ModelInfo(repositories);
    this.tree = new FileTree(repositories);
    this.download = new FileDownload(repositories);
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      counts.count("other");
      return HubAnswer.error(405, "Method not allowed").with("Allow", "GET, HEAD");
    }
    List<String> segments = request.segments();
    if (segments.size() >= 2 && segments.get(0).equals("api") && segments.get(1).equals("models")) {
      return models(request, segments.subList(2, segments.size()));
    }
    RepoPath path = RepoPath.of(segments, FILE_KEYWORDS);
    if (path.file().isEmpty()) {
      counts.count("other");
      return HubAnswer.error(404, "Not found");
    }
    counts.count(path.keyword());
    return download.answer(request, path);
  }

  private HubAnswer models(HubRequest request, List<String> segments) {
    if (segments.isEmpty()) {
      counts.count("list");
      return listing.answer(request);
    }
    RepoPath path = RepoPath.of(segments, API_KEYWORDS);
    if (path.keyword().equals("tree")) {
      counts.count("tree");
      return tree.answer(request, path);
    }
    counts.count("info");
    return info.answer(request, path);
  }
}
