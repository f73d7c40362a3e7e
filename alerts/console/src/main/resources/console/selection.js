/** Which alerts of the list are selected; the page is drawn again with each change. */
export class Selection {
  ids = new Set();

  constructor(host) {
    this.host = host;
  }

  get size() {
    return this.ids.size;
  }

  has(id) {
    return this.ids.has(id);
  }

  set(id, on) {
    on ? this.ids.add(id) : this.ids.delete(id);
    this.host.requestUpdate();
  }

  toggle(alerts) {
    alerts.forEach(({id}) => this.set(id, !this.has(id)));
  }

  clear() {
    this.ids.clear();
    this.host.requestUpdate();
  }
}
