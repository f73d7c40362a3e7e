package dev.tunewatch.detect.lineage;

import dev.tunewatch.assessments.MergePart;

/**
 * One model of a merge.
 *
 * @param id its name on the hub
 * @param part what it gave
 */
public record Ingredient(String id, MergePart part) {}
