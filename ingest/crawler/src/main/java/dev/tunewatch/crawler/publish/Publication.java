package dev.tunewatch.crawler.publish;

/** One lane's exclusive way to write. */
public interface Publication extends AutoCloseable {

  /**
   * Takes over from any earlier instance and ends its unfinished work; to be called before the
   * checkpoint is read.
   */
  void open();

  /**
   * Makes a batch visible whole.
   *
   * @throws Fenced if another instance took over; nothing of the batch is visible then
   * @throws RuntimeException if the outcome is unknown: open anew and read the checkpoint
   */
  void commit(Batch batch);

  /** Gives up what is unfinished; bounded in time. */
  @Override
  void close();
}
