// The values behind the picture: the last rows of what is seen, kept in step while it is open.
import { columnsOf, seenPoints } from './export.js';
import { timeText } from './times.js';
import { words } from './words.js';

const most = 500;

export class Table {
  #workspace; #details; #host; #timer = 0;

  constructor(workspace) {
    this.#workspace = workspace;
    this.#details = workspace.root.querySelector('[data-table]');
    this.#host = this.#details?.querySelector('.scroll');
    this.#details?.addEventListener('toggle', () => this.moved(), { signal: workspace.signal });
  }

  moved() {
    if (!this.#details?.open) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#draw(), 150);
  }

  #draw() {
    const { view, levels } = this.#workspace;
    if (!view?.window) return;
    const w = view.window, { from, to } = seenPoints(this.#workspace), columns = columnsOf(this.#workspace);
    const table = document.createElement('table'), total = Math.max(0, to - from + 1);
    const row = (kind, texts) => {
      const tr = document.createElement('tr');
      texts.forEach((textContent, i) => tr.append(Object.assign(document.createElement(kind), {
        textContent, className: i > 0 ? 'figure' : 'when',
      })));
      return tr;
    };
    table.createCaption().textContent = words.rows(Math.min(most, total), total);
    table.createTHead().append(row('th', [words.columns.time, ...columns.map(c => c.name)]));
    const body = table.createTBody();
    for (let i = to; i > to - Math.min(most, total); i--) {
      body.append(row('td', [timeText(w.time[i], levels.intraday), ...columns.map(c => c.format(c.values[i]))]));
    }
    this.#host.replaceChildren(table);
  }

  dispose() { clearTimeout(this.#timer); this.#host?.replaceChildren(); }
}
