// What part of the series is seen, in bars of the whole series, and the window of points that is drawn for it.
import { serves } from './levels.js';

export class View {
  #chart; #host; #levels = null; #asking = 0; #pressed = false; #target = null; #frame = 0; #signal; #failed; #times = null;

  // `parts` draw a window; `ready(chunk)` loads what is drawn with a chunk; `moved` is told of each change; `failed` of errors.
  constructor(chart, host, { parts, ready, moved, busy, failed, signal }) {
    Object.assign(this, { parts, ready, moved, busy });
    this.#chart = chart; this.#host = host; this.#signal = signal; this.#failed = failed;
    this.range = { from: 0, to: 1 };
    this.window = null;
    const press = () => { this.#pressed = true; };
    const release = () => { if (this.#pressed) { this.#pressed = false; this.#soon(); } };
    host.addEventListener('pointerdown', press, { signal, capture: true });
    for (const kind of ['pointerup', 'pointercancel', 'blur']) window.addEventListener(kind, release, { signal });
    // A touch that the page scrolls with is cancelled before it ends.
    for (const kind of ['touchend', 'touchcancel']) host.addEventListener(kind, release, { signal, passive: true });
    chart.timeScale().subscribeVisibleLogicalRangeChange(range => this.#changed(range));
    chart.timeScale().subscribeSizeChange(() => this.#resized());
  }

  get levels() { return this.#levels; }
  get width() { return this.#chart.timeScale().width() || Math.max(100, this.#host.clientWidth - 64); }
  get total() { return this.#levels?.total ?? 0; }
  toLogical(bar) { return (bar + 0.5 - this.window.first) / this.window.perPoint - 0.5; }
  toBar(logical) { return this.window.first + (logical + 0.5) * this.window.perPoint - 0.5; }

  use(levels, range) { this.#levels = levels; this.#asking++; this.set(range ?? this.all()); }

  // All bars, with a little room for the first and the last label.
  all() { return { from: -Math.max(0.5, this.total * 0.012), to: this.total - 0.5 + Math.max(1, this.total * 0.03) }; }

  set({ from, to }) {
    if (!this.#levels) return;
    this.#times = null;
    this.range = { from, to };
    this.draw();
    this.#check();
  }

  // Shows the bars between two times: `least` bars at least, `around` times their number on both sides, `room` at the right.
  setTimes(from, to, { least = 2, around = 0, room = 0 } = {}) {
    this.#times = { from, to, least, around, room };
    this.set(this.#rangeOf(this.#times));
    this.#times = { from, to, least, around, room };
    if (!this.#levels.isCoarse(this.window.chunk, this.range, this.width)) this.#times = null;
  }

  #rangeOf({ from, to, least, around, room }) {
    const a = this.#levels.barAt(from), b = this.#levels.barAt(to), bars = Math.max(1, b - a + 1);
    const half = Math.max(least, bars * (1 + 2 * around)) / 2, middle = (a + b) / 2;
    return { from: middle - half, to: middle + half + bars * room };
  }

  // Draws the window of the range anew.
  draw() {
    if (!this.#levels || this.total === 0) return;
    this.#target = this.range;
    this.window = this.#levels.cut(this.range, this.width);
    for (const part of this.parts()) part.show(this.window);
    this.#point();
    this.moved(this.window);
  }

  // One part was added or changed: only it is drawn.
  drawPart(part) {
    if (!this.window) return;
    this.#target = this.range;
    part.show(this.window);
    this.#point();
  }

  #point() {
    this.#target = this.range;
    this.#chart.timeScale().setVisibleLogicalRange({ from: this.toLogical(this.range.from), to: this.toLogical(this.range.to) });
    const width = this.#chart.timeScale().width();
    // A chart without a size takes no range: it is set again when the size is known.
    if (width > 0) requestAnimationFrame(() => requestAnimationFrame(() => { this.#target = null; }));
  }

  // While new data is put in, the library passes through ranges that nobody chose.
  #changed(logical) {
    if (!logical || !this.window) return;
    const range = { from: this.toBar(logical.from), to: this.toBar(logical.to) };
    if (this.#target) {
      const near = this.window.perPoint * 0.51;
      if (Math.abs(range.from - this.#target.from) > near || Math.abs(range.to - this.#target.to) > near) return;
      this.#target = null;
      return;
    }
    this.range = range;
    this.#times = null;
    this.moved(this.window, true);
    this.#soon();
  }

  #soon() {
    if (this.#frame || this.#signal.aborted) return;
    this.#frame = requestAnimationFrame(() => { this.#frame = 0; if (!this.#signal.aborted) this.#check(); });
  }

  // The same bars stay in view when the width changes.
  #resized() {
    if (!this.window || this.#pressed) return;
    this.#point();
    this.#soon();
  }

  // New points are put in between two gestures, never within one: the library remembers where a drag began.
  #check() {
    if (!this.window || this.#pressed) return;
    if (!serves(this.window, this.range, this.width)) this.draw();
    if (this.#levels.isCoarse(this.window.chunk, this.range, this.width)) this.#refine();
  }

  async #refine() {
    const turn = ++this.#asking, levels = this.#levels;
    this.busy(true);
    try {
      const chunk = await levels.finer(this.range, this.width, this.ready);
      if (!chunk || levels !== this.#levels || this.#signal.aborted) return;
      // Times are found exactly once the bars are there.
      if (this.#times) this.range = this.#rangeOf(this.#times);
      if (!this.#pressed) this.draw();
      this.#soon();
    } catch (error) {
      if (error.name !== 'AbortError') this.#failed(error);
    } finally { if (turn === this.#asking) this.busy(false); }
  }

  dispose() { cancelAnimationFrame(this.#frame); this.#levels = null; this.window = null; }
}
