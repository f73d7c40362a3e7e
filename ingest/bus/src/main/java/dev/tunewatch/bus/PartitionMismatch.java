package dev.tunewatch.bus;

/** A topic was born with another number of partitions than an installation is told to use. */
public final class PartitionMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PartitionMismatch(String topic, int born, int told) {
    super(
        "topic "
            + topic
            + " was born with "
            + born
            + " partitions, which never change, and kafka.partitions is "
            + told);
  }
}
