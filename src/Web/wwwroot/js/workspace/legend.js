// The values under the crosshair, or of the last bar that is seen: one row for the prices, one for each layer.
import { token } from './ink.js';
import { compact, signedPercent } from './numbers.js';
import { timeText, weekdayOf } from './times.js';
import { words } from './words.js';

export class Legend {
  #host; #chart; #rows = new Map(); #box; #onRemove; #layers = []; #sizes;

  constructor(host, chart, onRemove) {
    this.#host = host; this.#chart = chart; this.#onRemove = onRemove;
    this.#box = document.createElement('div');
    this.#box.className = 'ws-legend';
    host.append(this.#box);
    this.#sizes = new ResizeObserver(() => this.place());
    this.#sizes.observe(host);
  }

  // `layers` in the order of their panes. Rows are kept: their buttons keep the focus.
  show({ window, point, prices, layers, intraday }) {
    const seen = new Set(['price']);
    this.#row('price').values.innerHTML = this.#priceText(window, point, prices, intraday);
    for (const layer of layers) {
      const row = this.#row(layer.key, layer);
      seen.add(layer.key);
      row.values.innerHTML = layer.texts ? layer.texts.map(([name, text]) => one(escape(name), escape(text))).join(' ')
        : layer.columns.map((column, i) => value(layer, i, column[point], layer.columns.length > 1)).join(' ');
      if (layer.texts) row.name.textContent = layer.title;
    }
    const gone = [...this.#rows].filter(([key]) => !seen.has(key));
    for (const [key, row] of gone) this.#drop(key, row);
    this.#layers = layers;
    if (gone.length > 0) this.place(); // the rows below move up
  }

  #drop(key, row) {
    this.#sizes.unobserve(row.element);
    row.element.remove();
    this.#rows.delete(key);
  }

  // Each pane's rows stand at the pane's top; asked for when a size changes, never while the crosshair moves.
  place() {
    const tops = new Map(), host = this.#host.getBoundingClientRect();
    this.#chart.panes().forEach((pane, i) => {
      const element = pane.getHTMLElement();
      if (element) tops.set(i, element.getBoundingClientRect().top - host.top);
    });
    const used = new Map();
    for (const layer of [null, ...this.#layers]) {
      const pane = layer ? layer.paneIndex() ?? 0 : 0, row = this.#rows.get(layer?.key ?? 'price');
      if (!row) continue;
      const offset = used.get(pane) ?? 2, top = (tops.get(pane) ?? 0) + offset;
      if (row.top !== top) { row.element.style.top = `${top}px`; row.top = top; }
      used.set(pane, offset + row.element.offsetHeight);
    }
  }

  // A sentence for each row.
  text() {
    const words = row => [...row.element.querySelectorAll('.ws-name, .ws-time, .ws-value')].map(e => e.textContent.trim());
    return [...this.#rows.values()].map(row => words(row).join('  '));
  }

  #row(key, layer) {
    let row = this.#rows.get(key);
    if (row) return row;
    const element = document.createElement('div'), values = document.createElement('span');
    element.className = 'ws-row';
    element.dataset.layer = key;
    const name = document.createElement('span');
    if (layer) {
      name.className = 'ws-name';
      name.textContent = layer.title;
      element.append(name);
    }
    values.className = 'ws-values';
    element.append(values);
    if (layer?.removable) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'ws-remove';
      button.textContent = '✕';
      button.setAttribute('aria-label', words.remove(layer.title));
      button.addEventListener('click', () => this.#onRemove(layer));
      element.append(button);
    }
    this.#box.append(element);
    this.#sizes.observe(element);
    row = { element, name, values, top: -1 };
    this.#rows.set(key, row);
    return row;
  }

  #priceText(w, i, prices, intraday) {
    if (i < 0) return '';
    const before = i > 0 ? w.close[i - 1] : NaN, change = w.close[i] / before - 1;
    const side = change > 0 ? 'up' : change < 0 ? 'down' : '';
    const bars = w.perPoint > 1 ? `<span class="ws-value ws-joined">${words.joined(w.perPoint)}</span>` : '';
    return `<span class="ws-time">${weekdayOf(w.time[i])} ${timeText(w.time[i], intraday)}</span> `
      + (w.chunk.ohlc ? one('O', prices(w.open[i])) + one('H', prices(w.high[i])) + one('L', prices(w.low[i])) : '')
      + one('C', prices(w.close[i])) + `<span class="ws-value ${side}">${signedPercent(change)}</span>`
      + (w.volume ? one('V', compact(w.volume[i])) : '') + bars;
  }

  dispose() { this.#sizes.disconnect(); this.#box.remove(); this.#rows.clear(); }
}

function value(layer, i, x, named) {
  const name = named && layer.names?.[i] ? `<i>${escape(layer.names[i])}</i> ` : '';
  return `<span class="ws-value" style="color:${token(layer.look(i).color)}">${name}${layer.format(x)}</span>`;
}

const one = (name, text) => `<span class="ws-value"><i>${name}</i> ${text}</span>`;
const escape = text => text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
