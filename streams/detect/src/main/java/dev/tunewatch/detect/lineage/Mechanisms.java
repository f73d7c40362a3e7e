package dev.tunewatch.detect.lineage;

/**
 * What a release shows of how it was made, apart from its parents.
 *
 * @param adapter it holds adapter weights
 * @param copy it is a quantized or converted copy
 * @param merge a recipe, a tag or a tool's line says that it was merged
 */
public record Mechanisms(boolean adapter, boolean copy, boolean merge) {}
