package dev.tunewatch.detect;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.detect.score.ScoreInput;

/**
 * An inspection with what its score was worked out from, so that copies of one model can be scored
 * together.
 *
 * @param inspection what is published of the release
 * @param input the score's, the signals included
 * @param catalogue the severity that the catalogue gives the signals, whatever the score is
 */
public record Judged(Inspection inspection, ScoreInput input, Severity catalogue) {}
