package dev.tunewatch.detect.lineage;

/**
 * A recipe and where it was found.
 *
 * @param field the file's name, {@code README.md} for one in the card
 */
public record FoundRecipe(String field, MergeRecipe recipe) {}
