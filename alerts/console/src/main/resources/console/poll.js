const EVERY_MS = 5_000;
const SLOWEST_MS = 60_000;

/**
 * Repeats a read while its page is the one shown and the tab is visible; one read at a time, slower
 * after failures. The task gets an AbortSignal and keeps its own result.
 */
export class Poll {
  constructor(host, task) {
    this.host = host;
    this.task = task;
    this.failures = 0;
    this.shown = () => this.next();
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.shown);
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.shown);
    this.stop();
  }

  stop() {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  /** Runs now, in place of whatever was under way. */
  async run(task = this.task) {
    this.stop();
    if (!this.host.active) {
      return;
    }
    const running = (this.running = new AbortController());
    try {
      await task(running.signal);
      this.failures = 0;
      this.host.error = null;
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      this.failures++;
      this.host.error = error;
    }
    if (!running.signal.aborted) {
      const wait = Math.min(EVERY_MS * 2 ** this.failures, SLOWEST_MS);
      this.timer = setTimeout(() => this.next(), wait);
    }
  }

  next() {
    if (!document.hidden && !this.host.paused && this.host.error?.kind !== 'token') {
      this.run();
    }
  }
}
