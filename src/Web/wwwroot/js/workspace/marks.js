// Trades on the prices: counted in groups where they would cover each other, entry and exit with the profit where there is room.
import { font, token } from './ink.js';
import { firstAtOrAfter } from './columns.js';
import { signedPercent } from './numbers.js';
import { primitive, xAt } from './places.js';

const few = 3; // that many are always drawn by themselves
const apart = 18; // pixels from trade to trade from which each is drawn
const roomy = 48; // pixels from which each has its profit written
const pill = 44; // pixels of a group
const count = new Intl.NumberFormat('en-US');

export class Marks {
  #workspace; #trades; #places = []; #spots = []; #groups = []; #grouped = null; #longest = 0; #entries = [];

  constructor(workspace, trades) {
    this.#workspace = workspace;
    this.#trades = [...trades].sort((a, b) => a.entry.time - b.entry.time);
    this.selected = null;
    this.primitive = primitive((context, size) => this.#paint(context, size), { hitTest: (x, y) => this.hitTest(x, y) });
  }

  get trades() { return this.#trades; }

  // The points of entry and exit; trades outside of the window have none.
  show(w) {
    const first = w.time[0], last = w.time[w.count - 1];
    this.#places = [];
    this.#grouped = null;
    this.#longest = 0;
    for (const trade of this.#trades) {
      const end = trade.exit?.time ?? Infinity;
      if (end < first && !w.atStart) continue;
      if (trade.entry.time > last) break;
      const entry = firstAtOrAfter(w.shown, trade.entry.time);
      const exit = end > last ? w.count - (trade.exit ? 0 : 1) : firstAtOrAfter(w.shown, end);
      this.#places.push({ trade, entry, exit, before: trade.entry.time < first && !w.atStart });
      this.#longest = Math.max(this.#longest, exit - entry);
    }
    this.#entries = this.#places.map(p => p.entry);
    this.primitive.redraw?.();
  }

  #paint(context, { width, height }) {
    this.#spots = [];
    const { view, chart, main } = this.#workspace, w = view.window;
    const seen = chart.timeScale().getVisibleLogicalRange();
    if (!w || !seen) return;
    const x = i => xAt(chart.timeScale(), i), y = price => main.series.priceToCoordinate(price);
    const drawn = this.#seen(seen);
    const tools = { context, x, y, w, width, height };
    context.font = `600 11px ${font()}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const chosen = drawn.find(p => p.trade.id === this.selected);
    const each = drawn.length <= few ? Infinity : (x(drawn.at(-1).entry) - x(drawn[0].entry)) / (drawn.length - 1);
    if (each >= apart) {
      this.#groups = [];
      let free = each >= roomy ? -Infinity : Infinity;
      for (const p of drawn) if (p !== chosen) free = this.#paintTrade(tools, p, free, false);
    } else this.#paintGroups(tools, seen);
    if (chosen) this.#paintTrade(tools, chosen, -Infinity, true);
  }

  // Entries are sorted: those in view are found by halving.
  #seen({ from, to }) {
    const start = firstAtOrAfter(this.#entries, from - this.#longest), drawn = [];
    for (let i = start; i < this.#places.length && this.#places[i].entry <= to; i++) {
      if (this.#places[i].exit >= from) drawn.push(this.#places[i]);
    }
    return drawn;
  }

  #paintTrade({ context, x, y, w, width }, { trade, entry, exit, before }, free, chosen) {
    // Without a result the colour says the side.
    const long = trade.side === 'long', known = trade.profit !== null, gain = known ? trade.profit >= 0 : long;
    const color = token(gain ? 'up' : 'down');
    const [x1, y1] = [x(entry), y(trade.entry.price)], x2 = x(exit);
    const y2 = y(trade.exit?.price ?? w.close[Math.min(w.count - 1, exit)]);
    if (x1 === null || x2 === null || y1 === null || y2 === null) return free;
    line(context, x1, y1, x2, y2, color, chosen ? 3 : 1.5, trade.exit ? [4, 3] : [1, 3]);
    if (!before) {
      const point = long ? y(w.low[entry]) + 9 : y(w.high[entry]) - 9;
      triangle(context, x1, point, long, token(long ? 'up' : 'down'), chosen ? 7 : 5.5);
      this.#spots.push({ x: x1, y: point, id: `trade:${trade.id}` });
    }
    if (trade.exit && exit < w.count) {
      circle(context, x2, y2, chosen ? 5 : 3.5, color);
      this.#spots.push({ x: x2, y: y2, id: `trade:${trade.id}` });
    }
    this.#spots.push({ x: (x1 + x2) / 2, y: (y1 + y2) / 2, x1, y1, x2, y2, id: `trade:${trade.id}` });
    if (!known) return free;
    const text = signedPercent(trade.returnFraction), wide = context.measureText(text).width + 8;
    const left = Math.min(width - wide, Math.max(0, x2 - wide / 2));
    if (!trade.exit || x2 < 0 || x2 > width || (!chosen && left < free)) return free;
    label(context, left, long === gain ? y2 - 36 : y2 + 20, wide, text, color, chosen);
    return left + wide + 4;
  }

  // Groups are cut at fixed bars of the series, so they stand still while the chart moves.
  #groupsOf(w, bars) {
    if (this.#grouped?.bars === bars) return this.#grouped.list;
    const groups = new Map();
    for (const p of this.#places) {
      const key = Math.floor((w.first + p.entry * w.perPoint) / bars);
      if (!groups.has(key)) groups.set(key, { trades: [], from: key * bars, to: (key + 1) * bars, a: p.entry, b: p.entry });
      const group = groups.get(key);
      group.trades.push(p.trade);
      group.b = p.entry;
    }
    for (const g of groups.values()) {
      g.low = Infinity;
      for (let i = g.a; i <= g.b; i++) g.low = Math.min(g.low, w.low[i]);
      g.gain = g.trades.reduce((sum, t) => sum + (t.profit ?? Math.sign(t.size)), 0) >= 0;
      g.text = count.format(g.trades.length);
    }
    this.#grouped = { bars, list: [...groups.values()] };
    return this.#grouped.list;
  }

  #paintGroups({ context, x, y, w, width, height }, seen) {
    const perBar = (x(1) - x(0)) / w.perPoint, bars = 2 ** Math.ceil(Math.log2(pill / perBar));
    let free = -Infinity;
    this.#groups = [];
    for (const group of this.#groupsOf(w, bars)) {
      const middle = x((group.a + group.b) / 2), bottom = y(group.low);
      if (middle === null || bottom === null || group.b < seen.from || group.a > seen.to) continue;
      const place = Math.min(height - 14, bottom + 16), wide = Math.max(24, context.measureText(group.text).width + 14);
      // Whole at the edges of the chart, and beside the one before it.
      const center = Math.min(width - wide / 2 - 2, Math.max(wide / 2 + 2, middle, free + wide / 2));
      free = center + wide / 2 + 2;
      group.box = { x: center, y: place, wide };
      capsule(context, center, place, wide, group.text, token(group.gain ? 'up' : 'down'), group.gain);
      this.#groups.push(group);
    }
  }

  // The trade or the group at a point of the pane.
  at(px, py) {
    const group = this.#groups.find(g => Math.abs(px - g.box.x) <= g.box.wide / 2 + 2 && Math.abs(py - g.box.y) <= 12);
    let best = null, nearest = 9;
    for (const spot of this.#spots) {
      const d = spot.x1 === undefined ? Math.hypot(px - spot.x, py - spot.y) : 3 + toSegment(px, py, spot);
      if (d < nearest) [best, nearest] = [spot, d];
    }
    if (best) return { trade: this.#trades.find(t => `trade:${t.id}` === best.id) };
    return group ? { group } : null;
  }

  hitTest(px, py) {
    const found = this.at(px, py);
    return found ? { externalId: found.trade ? `trade:${found.trade.id}` : 'group', zOrder: 'top', cursorStyle: 'pointer' } : null;
  }
}

function toSegment(px, py, { x1, y1, x2, y2 }) {
  const dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / length));
  return Math.hypot(px - x1 - t * dx, py - y1 - t * dy);
}

function line(context, x1, y1, x2, y2, color, width, dash) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
}

function triangle(context, x, y, up, color, size) {
  const d = up ? 1 : -1;
  context.beginPath();
  context.moveTo(x, y - d * size);
  context.lineTo(x + size, y + d * size);
  context.lineTo(x - size, y + d * size);
  context.closePath();
  edged(context, color);
}

function circle(context, x, y, r, color) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  edged(context, token('surface'), color, 2);
}

function edged(context, fill, stroke = token('surface'), width = 1) {
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.fill();
  context.stroke();
}

function label(context, left, top, wide, text, color, chosen) {
  context.globalAlpha = 0.88;
  context.fillStyle = token('surface');
  context.beginPath();
  context.roundRect(left, top, wide, 15, 4);
  context.fill();
  context.globalAlpha = 1;
  if (chosen) { context.strokeStyle = color; context.lineWidth = 1; context.stroke(); }
  context.fillStyle = color;
  context.fillText(text, left + wide / 2, top + 8);
}

// A dashed edge says a loss, not by colour alone.
function capsule(context, x, y, wide, text, color, gain) {
  context.beginPath();
  context.roundRect(x - wide / 2, y - 9, wide, 18, 9);
  context.setLineDash(gain ? [] : [3, 2]);
  edged(context, token('surface'), color, 1.5);
  context.setLineDash([]);
  context.fillStyle = color;
  context.fillText(text, x, y + 0.5);
}
