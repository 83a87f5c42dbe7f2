// What the chart says when it has nothing to show, or not all of it.
import { words } from './words.js';

export class States {
  #root; #box; #note; #retry;

  constructor(root, host, retry) {
    this.#root = root; this.#retry = retry;
    this.#box = document.createElement('div');
    this.#box.className = 'ws-state';
    this.#note = document.createElement('p');
    this.#note.className = 'ws-note';
    this.#note.setAttribute('role', 'status');
    this.#note.hidden = true;
    host.append(this.#box, this.#note);
  }

  loading() {
    this.#show('loading');
    delete this.#root.dataset.drawn;
    this.#box.innerHTML = `<div class="skeleton ws-skeleton"></div><p class="visually-hidden">${words.loading}</p>`;
  }
  empty() { this.#show('empty'); this.#box.textContent = words.empty; }
  ready() { this.#show('ready'); this.#box.replaceChildren(); }

  failed(error) {
    this.#show('failed');
    const text = document.createElement('p'), button = document.createElement('button');
    text.textContent = error.message;
    text.setAttribute('role', 'alert');
    button.type = 'button';
    button.className = 'button';
    button.textContent = words.retry;
    button.addEventListener('click', () => this.#retry());
    this.#box.replaceChildren(text, button);
  }

  finerFailed(error) { this.note(error.status === 0 ? words.offline : words.finerFailed(error.message)); }

  note(text) {
    this.#note.hidden = !text;
    this.#note.textContent = text ?? '';
  }

  #show(state) {
    this.#root.dataset.state = state;
    if (state !== 'loading') this.#root.dataset.drawn = state;
    this.#box.hidden = state === 'ready';
    // Controls of a chart that is not there cannot be pressed.
    for (const bar of this.#root.querySelectorAll('.ws-bar')) bar.inert = state !== 'ready';
  }

  dispose() { this.#box.remove(); this.#note.remove(); }
}
