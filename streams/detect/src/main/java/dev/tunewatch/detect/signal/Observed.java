package dev.tunewatch.detect.signal;

import dev.tunewatch.assessments.ResolvedParent;
import dev.tunewatch.detect.rules.Matches;
import dev.tunewatch.detect.subject.Subject;
import java.util.List;

/** What a detector judges: the release, what the rules matched in it, and its parents. */
public record Observed(Subject subject, Matches matches, List<ResolvedParent> parents) {}
