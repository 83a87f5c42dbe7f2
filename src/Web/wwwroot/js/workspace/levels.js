// Level of detail: the whole series is loaded joined to some thousand points; stretches in finer detail come when the view needs
// them. What is drawn is cut out of what is loaded, so the old picture stays until the finer one is there.
import { firstAtOrAfter, increasing, joinBars, joinLast } from './columns.js';

const overview = 8000; // points of the first answer
const whole = 100_000; // series up to this length are loaded completely when first zoomed into
const kept = 4; // stretches kept besides the overview
const power = x => 2 ** Math.max(0, Math.ceil(Math.log2(x)));

export class Levels {
  #source; #interval; #chunks = []; #loading = null;

  constructor(source, interval) { this.#source = source; this.#interval = interval; }

  get total() { return this.#chunks[0]?.total ?? 0; }
  get overview() { return this.#chunks[0]; }
  get intraday() { return this.overview?.intraday ?? false; }

  async open() {
    const parts = { interval: this.#interval, points: overview };
    this.#chunks = [this.#chunk(await this.#source.bars(parts), parts)];
    return this;
  }

  #chunk(bars, parts) {
    return { ...bars, end: bars.atEnd ? bars.total : bars.first + bars.count * bars.perPoint, parts, lines: new Map() };
  }

  // Lines of an expression on the times of a chunk; loaded once.
  lines(chunk, expression) {
    let found = chunk.lines.get(expression);
    if (!found) {
      found = { lines: null, promise: this.#source.values(expression, chunk.parts) };
      found.promise = found.promise.then(lines => { found.lines = lines; return lines; });
      chunk.lines.set(expression, found);
      found.promise.catch(() => chunk.lines.delete(expression));
    }
    return found;
  }

  // The same bars from another source, which may say something else of the same expressions. `fresh` are loaded for a chunk, those of
  // `same` are kept; the returned function exchanges them all at once.
  async exchange(source, chunk, fresh, same) {
    const lines = new Map(same.filter(e => chunk.lines.has(e)).map(e => [e, chunk.lines.get(e)]));
    await Promise.all(fresh.map(async e => {
      const loaded = await source.values(e, chunk.parts);
      lines.set(e, { lines: loaded, promise: Promise.resolve(loaded) });
    }));
    return () => {
      this.#source = source;
      for (const c of this.#chunks) c.lines = c === chunk ? lines : new Map();
    };
  }

  // The chunk that shows the view best, the finest of those that hold it.
  best(view) {
    const from = Math.max(0, view.from), to = Math.min(this.total, view.to);
    let found = this.#chunks[0];
    for (const chunk of this.#chunks) if (chunk.first <= from && chunk.end >= to && chunk.perPoint < found.perPoint) found = chunk;
    return found;
  }

  isCoarse(chunk, view, width) { return chunk.perPoint > 1 && (view.to - view.from) / chunk.perPoint < width / 3; }

  // Loads what the view lacks; `ready` waits for the lines that are drawn with it. Null when a newer request has taken over.
  async finer(view, width, ready) {
    const parts = this.#stretch(view, width), key = JSON.stringify(parts);
    if (this.#loading === key) return null;
    this.#loading = key;
    try {
      const chunk = this.#chunk(await this.#source.bars(parts), parts);
      await ready(chunk);
      if (this.#loading !== key) return null;
      this.#chunks.push(chunk);
      if (this.#chunks.length > kept + 1) this.#chunks.splice(1, 1);
      return chunk;
    } finally { if (this.#loading === key) this.#loading = null; }
  }

  #stretch(view, width) {
    if (this.total <= whole) return { interval: this.#interval, points: whole };
    const seen = view.to - view.from, per = Math.max(1, power(seen / width) / 2);
    const half = Math.max(seen * 4, 20_000 * per), middle = (view.from + view.to) / 2;
    const from = Math.max(0, middle - half), to = Math.min(this.total, middle + half);
    return {
      interval: this.#interval, from: this.timeAt(from - this.overview.perPoint), to: this.timeAt(to),
      points: Math.min(whole, Math.ceil((to - from + 2 * this.overview.perPoint) / per)),
    };
  }

  // Time of a bar, as near as the overview knows it.
  timeAt(bar) {
    const o = this.overview;
    return o.time[Math.max(0, Math.min(o.count - 1, Math.floor((bar - o.first) / o.perPoint)))];
  }

  // Bar of a time, in the finest chunk that holds it.
  barAt(time) {
    let found = this.overview;
    for (const c of this.#chunks) {
      if (c.count > 0 && c.perPoint < found.perPoint && c.time[0] <= time && c.time[c.count - 1] >= time) found = c;
    }
    return Math.min(this.total - 1, found.first + firstAtOrAfter(found.time, time) * found.perPoint);
  }

  // The points to draw: the view and one and a half screens on both sides.
  cut(view, width) {
    const chunk = this.best(view), seen = Math.max(1, view.to - view.from);
    const factor = power(seen / chunk.perPoint / (width * 1.25));
    const step = chunk.perPoint * factor, margin = 1.5 * Math.max(seen, 200 * step);
    const align = bar => Math.floor((bar - chunk.first) / step) * factor;
    const start = Math.max(0, align(view.from - margin));
    const end = Math.min(chunk.count, align(view.to + margin) + factor);
    const bars = joinBars(chunk, start, end, factor);
    return {
      ...bars, chunk, start, end, factor, perPoint: step, first: chunk.first + start * chunk.perPoint, shown: increasing(bars.time),
      atStart: start === 0 && chunk.first === 0, atEnd: end === chunk.count && chunk.end >= this.total,
    };
  }

  linesOf(window, expression) {
    const { lines } = this.lines(window.chunk, expression);
    return lines?.map(l => ({ name: l.name, values: joinLast(l.values, window.start, window.end, window.factor) })) ?? [];
  }
}

// Whether a window still serves a view: same detail, and half a screen left on both sides.
export function serves(window, view, width) {
  const seen = view.to - view.from, points = seen / window.perPoint, end = window.first + window.count * window.perPoint;
  if (points > width * 1.6 || (window.factor > 1 && points < width * 0.55)) return false;
  return (window.atStart || window.first < view.from - seen / 2) && (window.atEnd || end > view.to + seen / 2);
}
