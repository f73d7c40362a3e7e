package dev.tunewatch.detect.graph;

/**
 * How far down its lists a node reads, so that what one change costs does not grow with them.
 *
 * @param last of so many of an uploader's releases the median is told
 * @param watching so many of those that want to hear of it are told
 * @param holders so many of those that hold one set of weights are told which was the first
 */
record Bounds(int last, int watching, int holders) {

  static final Bounds USUAL = new Bounds(10, 100, 250);
}
