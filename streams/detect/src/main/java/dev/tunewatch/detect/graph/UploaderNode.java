package dev.tunewatch.detect.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows an uploader's releases by age. Of its last ten it tells the median of downloads to those
 * that want to know, again whenever its order of magnitude changes. It reads the first rows only,
 * so an uploader of 30,000 costs as much as one of a hundred; and it answers the newest that ask,
 * for an older one has a reach of its own by now, and one uploader must not be able to make
 * thousands hear of each of its moves.
 */
final class UploaderNode {

  private final Links links;
  private final Graph graph;
  private final Mail mail;
  private final Bounds bounds;

  UploaderNode(Links links, Graph graph, Mail mail, Bounds bounds) {
    this.bounds = bounds;
    this.links = links;
    this.graph = graph;
    this.mail = mail;
  }

  /** Puts a row on a list or takes it off. */
  void message(String uploader, Listed row, boolean on) {
    if (row.list() == Listed.List.UPLOADED) {
      uploaded(uploader, row, on);
    } else {
      watching(uploader, row, on);
    }
  }

  private void uploaded(String uploader, Listed row, boolean on) {
    if (!links.any(Listed.prefix(Listed.List.WATCHING, uploader))) {
      // Of most uploaders nobody wants to know anything.
      keep(uploader, row, on);
      return;
    }
    Integer before = median(uploader);
    keep(uploader, row, on);
    Integer now = median(uploader);
    if (!Objects.equals(before, now)) {
      answered(uploader).forEach(release -> answer(uploader, release, now));
    }
  }

  private void watching(String uploader, Listed row, boolean on) {
    Set<String> before = answered(uploader);
    keep(uploader, row, on);
    Set<String> now = answered(uploader);
    Integer median = median(uploader);
    now.stream()
        // The one that asks is always answered: it may have forgotten what it was told.
        .filter(release -> !before.contains(release) || release.equals(row.release()))
        .forEach(release -> answer(uploader, release, median));
    before.stream()
        .filter(release -> !now.contains(release) && !release.equals(row.release()))
        .forEach(release -> answer(uploader, release, null));
    if (on && !now.contains(row.release())) {
      answer(uploader, row.release(), null);
    }
  }

  private void keep(String uploader, Listed row, boolean on) {
    if (on) {
      graph.link(row.row(uploader));
    } else {
      graph.unlink(row.row(uploader));
    }
  }

  private Set<String> answered(String uploader) {
    Set<String> first = new LinkedHashSet<>();
    links
        .first(Listed.prefix(Listed.List.WATCHING, uploader), bounds.watching())
        .forEach(rest -> first.add(Listed.release(rest)));
    return first;
  }

  /** The lower one of two in the middle; null of none. */
  private @Nullable Integer median(String uploader) {
    List<Integer> last =
        links.first(Listed.prefix(Listed.List.UPLOADED, uploader), bounds.last()).stream()
            .map(Listed::downloads)
            .sorted()
            .toList();
    return last.isEmpty() ? null : last.get((last.size() - 1) / 2);
  }

  private void answer(String uploader, String release, @Nullable Integer median) {
    mail.send(release, new Message.Median(uploader, median));
  }
}
