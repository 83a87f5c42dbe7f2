// Chosen and pointed-at trades: the words beside the pointer, steps from trade to trade, the way from the list and back.
import { Marks } from './marks.js';
import { number, signedMoney, signedPercent } from './numbers.js';
import { timeText } from './times.js';
import { words } from './words.js';

export class Trades {
  #workspace; #tip; #bar;

  constructor(workspace, list) {
    this.#workspace = workspace;
    this.marks = new Marks(workspace, list);
    this.#tip = document.createElement('div');
    this.#tip.className = 'ws-tip';
    this.#tip.setAttribute('role', 'status');
    this.#tip.hidden = true;
    workspace.host.append(this.#tip);
    this.#bar = workspace.root.querySelector('[data-trade-steps]');
    if (this.#bar) this.#bar.hidden = list.length === 0;
    this.#say();
    workspace.main.series.attachPrimitive(this.marks.primitive);
  }

  show(w) { this.marks.show(w); }
  get count() { return this.marks.trades.length; }

  hover(point, pane) {
    const found = point && pane === 0 ? this.marks.at(point.x, point.y) : null;
    this.#tip.hidden = !found;
    if (!found) return;
    const lines = found.trade ? this.#tradeText(found.trade) : groupText(found.group.trades);
    this.#tip.replaceChildren(...lines.map(text => Object.assign(document.createElement('div'), { textContent: text })));
    const { clientWidth, clientHeight } = this.#workspace.host, wide = this.#tip.offsetWidth, high = this.#tip.offsetHeight;
    this.#tip.style.left = `${Math.max(4, point.x + wide + 20 > clientWidth ? point.x - wide - 14 : point.x + 14)}px`;
    this.#tip.style.top = `${Math.max(4, Math.min(point.y + 14, clientHeight - high - 4))}px`;
  }

  click(point, pane) {
    const found = point && pane === 0 ? this.marks.at(point.x, point.y) : null;
    if (found?.trade) this.select(found.trade.id);
    if (found?.group) {
      const { from, to } = found.group, extra = (to - from) * 0.1;
      this.#workspace.view.set({ from: from - extra, to: to + extra });
    }
    return found !== null;
  }

  select(id) {
    this.marks.selected = id;
    this.#workspace.root.dataset.trade = id ?? '';
    this.marks.primitive.redraw?.();
    this.#say();
  }

  showTrade(id) {
    const trade = this.marks.trades.find(t => t.id === id);
    if (!trade) return;
    const { view } = this.#workspace, end = trade.exit?.time ?? view.levels.timeAt(view.total - 1);
    this.select(id);
    view.setTimes(trade.entry.time, end, { least: 60, around: 1 });
  }

  step(direction) {
    const { trades } = this.marks;
    if (trades.length === 0) return;
    const now = trades.findIndex(t => t.id === this.marks.selected);
    const next = now < 0 ? this.#nearest(direction) : (now + direction + trades.length) % trades.length;
    this.showTrade(trades[next].id);
  }

  // Without a chosen trade the first one in view is next, the last one in view previous.
  #nearest(direction) {
    const { view } = this.#workspace, { trades } = this.marks;
    const from = view.levels.timeAt(view.range.from), to = view.levels.timeAt(Math.min(view.total - 1, view.range.to));
    const found = direction > 0 ? trades.findIndex(t => t.entry.time >= from) : trades.findLastIndex(t => t.entry.time <= to);
    return found < 0 ? 0 : found;
  }

  // Shows the chosen trade in the page's list.
  list() {
    const id = this.marks.selected;
    if (id !== null) this.#workspace.server?.invokeMethodAsync('ListTrade', id);
  }

  #say() {
    const text = this.#bar?.querySelector('[data-trade-count]');
    if (!text) return;
    this.#workspace.toolbar?.able('listTrade', this.marks.selected !== null);
    const { trades, selected } = this.marks, at = trades.findIndex(t => t.id === selected);
    text.textContent = at < 0 ? words.trades(trades.length)
      : words.tradeOf(at + 1, trades.length, result(trades[at], t => signedPercent(t.returnFraction), words.noResult));
  }

  #tradeText(t) {
    const { intraday } = this.#workspace.levels, { prices } = this.#workspace;
    const fill = (name, f) => [`${name} ${timeText(f.time, intraday)} ${words.at} ${prices(f.price)}`, ...(f.reason ? [f.reason] : [])];
    return [
      `${words[t.side]} ${number(Math.abs(t.size))}`
        + result(t, () => ` · ${signedPercent(t.returnFraction)} (${signedMoney(t.profit)})`, ''),
      ...fill(words.entry, t.entry), ...(t.exit ? fill(words.exit, t.exit) : [words.open]),
    ];
  }

  dispose() {
    this.#tip.remove();
    if (this.#bar) this.#bar.hidden = true;
    this.#workspace.main?.series.detachPrimitive(this.marks.primitive);
  }
}

// The trades of a draft have no profit.
const result = (trade, text, none) => trade.profit === null ? none : text(trade);

function groupText(trades) {
  const longs = trades.filter(t => t.side === 'long').length, won = trades.filter(t => t.profit > 0).length;
  return [
    words.trades(trades.length), words.sides(longs, trades.length - longs),
    ...result(trades[0], () => [
      words.wins(won, trades.length), `${words.profit} ${signedMoney(trades.reduce((sum, t) => sum + t.profit, 0))}`,
    ], []),
    words.clusterHint,
  ];
}
