package dev.tunewatch.detect.graph;

import org.jspecify.annotations.Nullable;

/** What one node says to another. Any of them may come twice. */
public sealed interface Message {

  /** To a parent: tell me what you are, now and whenever it changes. */
  record Join(String child) implements Message {}

  /** To a parent: I am no longer yours. */
  record Leave(String child) implements Message {}

  /** To a child: this is what I am. */
  record Tell(String parent, Export export) implements Message {}

  /** To a name: a release has it. */
  record Register(String release) implements Message {}

  /** To a name: a release has it no longer. */
  record Unregister(String release) implements Message {}

  /** To a name: who can be meant? Answered now and whenever that changes. */
  record Ask(String node) implements Message {}

  /** To a name: I need no answers any more. */
  record Forget(String node) implements Message {}

  /** To an uploader or a set of weights: keep this row. */
  record Enlist(Listed row) implements Message {}

  /** To an uploader or a set of weights: that row stands no longer. */
  record Strike(Listed row) implements Message {}

  /**
   * From an uploader: the median of downloads of its last releases.
   *
   * @param order of magnitude, null where there is none to tell
   */
  record Median(String uploader, @Nullable Integer order) implements Message {}

  /**
   * From a set of weights: who had them first.
   *
   * @param weights the node that says so
   * @param first null where the release itself is, or where too many hold them
   */
  record Identical(String weights, @Nullable String first) implements Message {}

  /** From a name: the only release that can be meant, or null. */
  record Answer(@Nullable String release) implements Message {}
}
