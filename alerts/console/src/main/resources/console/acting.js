import {isStaff, recognise} from './session.js';
import {isTriage} from './triage.js';

const PAGES = 'tw-queue, tw-alert, tw-filters';

/** Who acts here, and on what: the app's side of triage. */
export class Acting {
  constructor(app) {
    this.app = app;
    this.acted = () => this.read();
    this.asked = ({detail}) => this.act(detail);
    this.recognised = () => this.know();
  }

  get page() {
    const {page} = this.app.at;
    return ['queue', 'alert'].includes(page) ? this.app.querySelector(`tw-${page}`) : null;
  }

  /** Whether a key is about alerts; then it is done. */
  takes(action) {
    if (action === 'select') {
      this.select();
    } else if (isTriage(action)) {
      this.act(action);
    } else {
      return false;
    }
    return true;
  }

  /** Acts on what is shown: the alert, or what is selected or focused in the queue. */
  act(action) {
    const alerts = isStaff() ? (this.page?.targets() ?? []) : [];
    if (alerts.length > 0) {
      this.app.querySelector('tw-triage').ask(action, alerts);
    }
  }

  select() {
    if (this.app.at.page === 'queue' && isStaff()) {
      this.page.selection.toggle(this.page.focused());
    }
  }

  /** Pages show what somebody may do, so they are drawn again once it is known who he is. */
  async know() {
    await recognise();
    this.app.requestUpdate();
    this.app.querySelectorAll(PAGES).forEach((page) => page.requestUpdate());
    this.app.querySelector('tw-history')?.load();
    this.app.querySelector('tw-contest')?.load();
    this.app.querySelector('tw-hub-answer')?.requestUpdate();
  }

  /** Reads again what an action has changed. */
  read() {
    this.app.queue.selection.clear();
    this.app.querySelectorAll('tw-queue, tw-alert').forEach((page) => page.poll.run());
    this.app.querySelector('tw-history')?.load();
  }
}
