package dev.tunewatch.detect;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.events.Release;
import java.util.List;
import java.util.function.Function;

/** skeleton */
public final class Inspector implements Function<Release, Inspection> {

  private final RuleBook book;

  public Inspector(RuleBook book) {
    this.book = book;
  }

  @Override
  public Inspection apply(Release release) {
    return new Inspection(
        release.name().hub(),
        release.name().id(),
        Severity.P4,
        false,
        CanonicalKey.of(release),
        null,
        book.version(),
        List.of(),
        List.of(),
        null);
  }
}
