// Ranges that end at the last bar; only those that the data fills.
import { monthsBefore, yearStart } from './times.js';
import { words } from './words.js';

const day = 86_400;
const ranges = [
  ['1D', end => end - day], ['5D', end => end - 7 * day], ['1M', end => monthsBefore(end, 1)], ['3M', end => monthsBefore(end, 3)],
  ['6M', end => monthsBefore(end, 6)], ['YTD', yearStart], ['1Y', end => monthsBefore(end, 12)], ['5Y', end => monthsBefore(end, 60)],
];

export class Ranges {
  #view; #host; #chosen = null;

  constructor({ view, root, signal }) {
    this.#view = view;
    this.#host = root.querySelector('[data-ranges]');
    this.#host?.addEventListener('click', event => {
      const name = event.target.closest('button')?.dataset.range;
      if (name) this.choose(name);
    }, { signal });
    this.offer();
  }

  offer() {
    if (!this.#host) return;
    const { levels } = this.#view, start = levels.timeAt(0), end = levels.timeAt(levels.total - 1);
    const perDay = levels.total / Math.max(1, (end - start) / day);
    const fit = ranges.filter(([, from]) => from(end) > start && (end - from(end)) / day * perDay >= 3).map(([name]) => name);
    this.#host.replaceChildren(...[...fit, 'Max'].map(name => {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', className: 'ws-control', textContent: name === 'Max' ? words.max : name });
      button.dataset.range = name;
      return button;
    }));
    this.#mark(null);
  }

  choose(name) {
    const { levels } = this.#view, end = levels.timeAt(levels.total - 1), range = ranges.find(([n]) => n === name);
    if (range) this.#view.setTimes(range[1](end), end, { room: 0.03 });
    else this.#view.set(this.#view.all());
    this.#mark(name);
  }

  moved(byHand) { if (byHand && this.#chosen) this.#mark(null); }

  #mark(name) {
    this.#chosen = name;
    for (const button of this.#host.children) button.setAttribute('aria-pressed', String(button.dataset.range === name));
  }
}
