import {LitElement, html, nothing} from 'lit';
import './coverage.js';
import {health} from './api.js';
import {problem, stale} from './notice.js';
import {Poll} from './poll.js';
import {hub, time} from './text.js';

const component = ({component: name, ready, reason}) =>
  html`<tr>
    <th scope="row">${hub(name, 120)}</th>
    <td><span class="badge ${ready ? 'ready' : 'not-ready'}">${ready ? 'ready' : 'not ready'}</span></td>
    <td>${hub(reason, 400)}</td>
  </tr>`;

/** What works and what does not, with the reason. */
class Health extends LitElement {
  static properties = {active: {type: Boolean}, health: {state: true}, error: {state: true}};

  poll = new Poll(this, async (signal) => {
    this.health = await health(signal);
    this.readAt = new Date().toISOString();
  });

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.poll.run();
  }

  render() {
    const retry = () => this.poll.run();
    return html`<h1 class="page-title" tabindex="-1">Health</h1>
      ${this.error ? (this.health ? stale(this.error, retry) : problem(this.error, 'health', retry)) : nothing}
      ${this.health ? this.table() : this.error ? nothing : html`<p role="status">Reading…</p>`}
      <tw-coverage active></tw-coverage>`;
  }

  table() {
    const {status, components} = this.health;
    const broken = components.filter(({ready}) => !ready).length;
    return html`<p role="status">
        <strong>${hub(status, 40)}</strong>:
        ${broken === 0
          ? `all ${components.length} components work.`
          : `${broken} of ${components.length} components do not work.`}
        <span class="note">Read ${time(this.readAt)}.</span>
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label="Components">
        <table>
          <thead>
            <tr>
              <th scope="col">Component</th>
              <th scope="col">State</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            ${components.map(component)}
          </tbody>
        </table>
      </div>`;
  }
}

customElements.define('tw-health', Health);
