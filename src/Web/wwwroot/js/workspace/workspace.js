// The chart workspace: prices, what the strategy saw, what it did and what came of it, under one crosshair.
import { frame, look } from './frame.js';
import { Legend } from './legend.js';
import { Levels } from './levels.js';
import { Stack } from './stack.js';
import { httpSource, inlineSource } from './source.js';
import { hasStyle, priceSeries, volumeSeries } from './styles.js';
import { custom, priceWriter } from './numbers.js';
import { View } from './view.js';
import { States } from './states.js';
import { actions } from './actions.js';
import { bindToolbar } from './toolbar.js';
import { bindKeys } from './keys.js';
import { DrawingStore } from './drawing-store.js';
import { DrawingTools } from './drawing-tools.js';
import { Drawings } from './drawings.js';
import { fan } from './fan.js';
import { follow } from './follow.js';
import { Ranges } from './ranges.js';
import { Reasons } from './reasons.js';
import { shading } from './shading.js';
import { Splits } from './splits.js';
import { Table } from './table.js';
import { logicalAt, timeAtLogical } from './places.js';
import { Trades } from './trades.js';
import { speak } from './words.js';

// Drawing takes a tenth of a second and more: what the page and whoever clicks wait for goes first.
const quiet = () => new Promise(done => requestIdleCallback(done, { timeout: 150 }));

// Builds the chart into `root`, which holds an element [data-host] and, if there are any, controls with data-act and data-choice.
// Options: `source` ("series/SYM", "runs/ID", "previews/NAME") or `data` (inline), `splits` where the parts can be moved, the
// texts `words` or their address. `server` hears ListTrade(id) and MoveSplit(part, time).
export async function create(root, given, server) {
  const options = typeof given === 'string' ? JSON.parse(given) : given;
  await speak(options.words);
  const workspace = new Workspace(root, options, server);
  workspace.opened = workspace.open();
  await workspace.opened;
  return workspace.api();
}

class Workspace {
  constructor(root, options, server) {
    this.root = root; this.options = options; this.server = server;
    this.host = root.querySelector('[data-host]') ?? root;
    this.ending = new AbortController();
    this.signal = this.ending.signal;
    this.source = options.data ? inlineSource(options.data) : httpSource(options.source, this.signal, options.version);
    this.states = new States(root, this.host, () => this.open());
    this.listen();
  }

  listen() {
    document.addEventListener('themechange', () => this.restyle(), { signal: this.signal });
    window.addEventListener('online', () => { this.states.note(null); this.view?.draw(); }, { signal: this.signal });
  }

  async open() {
    this.states.loading();
    try {
      this.layers = await this.source.layers();
      this.interval ??= this.layers.interval;
      const levels = await new Levels(this.source, this.interval).open();
      await quiet();
      if (this.signal.aborted) return;
      if (levels.total === 0) { this.states.empty(); return; }
      this.build(levels);
      this.states.ready();
      await quiet();
      if (this.signal.aborted) return;
      await Promise.all([this.stack.start(), this.loadTrades(), this.loadDrawings(), this.loadForecasts()]);
      if (this.layers.isPreview) this.root.dataset.previewStamp = this.options.source;
    } catch (error) {
      if (!this.signal.aborted) this.states.failed(error);
    }
  }

  build(levels) {
    this.levels = levels;
    this.prices = priceWriter(levels.overview.tick);
    this.format = custom(this.prices, levels.overview.tick > 0 ? levels.overview.tick : 1e-6);
    this.chart = frame(this.host, () => this.levels.intraday);
    this.style = levels.overview.ohlc ? 'candles' : 'line';
    this.main = priceSeries(this.chart, this.style, this.format);
    this.volume = levels.overview.volume ? volumeSeries(this.chart) : null;
    this.stack = new Stack(this);
    this.legend = new Legend(this.host, this.chart, layer => this.stack.removeLayer(layer));
    this.view = new View(this.chart, this.host, {
      parts: () => [this.main, this.volume, ...this.stack.layers, this.shading, this.trades].filter(Boolean),
      ready: chunk => this.stack.ready(chunk),
      moved: (_, byHand) => this.moved(byHand),
      busy: on => { this.root.toggleAttribute('data-busy', on); },
      failed: error => this.states.finerFailed(error),
      signal: this.signal,
    });
    this.chart.subscribeCrosshairMove(at => this.crosshair(at));
    this.chart.subscribeClick(at => { if (!this.tools.active) this.trades?.click(at.point, at.paneIndex); });
    if (this.options.splits) this.splits = new Splits(this);
    this.shading = shading(this);
    this.drawings = new Drawings(this, list => this.drawingStore?.changed(list));
    this.tools = new DrawingTools(this);
    for (const part of this.primitives()) this.main.series.attachPrimitive(part);
    this.table = new Table(this);
    this.actions = actions(this);
    this.toolbar = bindToolbar(this);
    this.view.use(levels);
    this.ranges = new Ranges(this);
    bindKeys(this);
    this.chart.panes()[0].setStretchFactor(4);
  }

  // What is attached to the prices, whatever their style.
  primitives() { return [this.shading, this.fan, this.trades?.marks.primitive, this.drawings?.primitive].filter(Boolean); }

  async loadTrades() {
    if (!this.layers.hasTrades) return;
    const { trades } = await this.source.trades();
    if (this.signal.aborted) return;
    this.trades = new Trades(this, trades);
    this.view.drawPart(this.trades);
  }

  async loadForecasts() {
    if (!this.layers.hasForecast) return;
    this.stack.forecasts = await this.source.forecasts();
    if (this.signal.aborted) return;
    const reasons = this.layers.hasReasons ? new Reasons(await this.source.reasons()) : null;
    if (this.signal.aborted) return;
    this.fan = fan(this, this.stack.forecasts, reasons);
    this.main.series.attachPrimitive(this.fan);
  }

  async loadDrawings() {
    this.drawingStore = new DrawingStore(this.source, this.layers.symbol, {
      merged: (list, added) => this.drawings.join(list, added), say: text => this.states.note(text), signal: this.signal,
    });
    const list = await this.drawingStore.load();
    if (!this.signal.aborted && this.drawings.list.length === 0) this.drawings.take(list);
  }

  drawingsChanged() {
    this.root.dataset.drawings = this.drawings?.list.length ?? 0;
    this.toolbar?.able('undo', this.drawings.canUndo);
    this.toolbar?.able('redo', this.drawings.canRedo);
  }

  timeAt = logical => timeAtLogical(this.view.window, logical);

  crosshair(at) {
    if (!at.sourceEvent && this.byKeys !== undefined) return;
    this.byKeys = undefined; // the time that keys chose
    this.at = at.point ? at.logical : undefined;
    this.fan?.hover(this.at === undefined ? null : this.point());
    this.trades?.hover(at.point, at.paneIndex);
    this.showLegend();
  }

  moved(byHand) {
    this.ranges?.moved(byHand);
    this.table?.moved();
    const { window: w, range } = this.view;
    Object.assign(this.root.dataset, { perPoint: w.perPoint, from: Math.round(range.from), to: Math.round(range.to) });
    this.showLegend();
  }

  // The point under the crosshair, else the last one that is seen.
  point() {
    const w = this.view.window;
    const logical = (this.byKeys === undefined ? this.at : logicalAt(w, this.byKeys))
      ?? Math.floor(this.view.toLogical(this.view.range.to));
    return Math.max(0, Math.min(w.count - 1, Math.round(logical)));
  }

  showLegend() {
    if (!this.view?.window) return;
    this.legend.show({
      window: this.view.window, point: this.point(), prices: this.prices, intraday: this.levels.intraday,
      layers: [...(this.fan?.rows() ?? []), ...this.stack.layers],
    });
  }

  setStyle(name) {
    if (!hasStyle(name) || name === this.style) return;
    const old = this.main;
    for (const part of this.primitives()) old.series.detachPrimitive(part);
    this.style = name;
    this.main = priceSeries(this.chart, name, this.format);
    this.view.drawPart(this.main);
    this.chart.removeSeries(old.series);
    this.main.series.setSeriesOrder(0);
    for (const part of this.primitives()) this.main.series.attachPrimitive(part);
  }

  setScale(mode) {
    this.scale = mode;
    this.chart.priceScale('right', 0).applyOptions({ mode: { linear: 0, log: 1, percent: 2 }[mode] ?? 0, autoScale: true });
  }

  toggleLog() {
    this.setScale(this.scale === 'log' ? 'linear' : 'log');
    this.toolbar.choose('scale', this.scale);
  }

  async setInterval(interval) {
    if (interval === this.interval) return;
    const { range, levels } = this.view;
    const times = { from: levels.timeAt(range.from), to: levels.timeAt(Math.min(levels.total - 1, range.to)) };
    this.root.toggleAttribute('data-busy', true);
    try {
      const next = await new Levels(this.source, interval).open();
      if (next.total === 0) throw new Error(interval);
      this.interval = interval;
      this.levels = next;
      await this.stack.ready(next.overview);
      const from = next.barAt(times.from), to = next.barAt(times.to);
      const least = Math.min(next.total, 20), span = Math.max(least, to - from);
      this.chart.timeScale().applyOptions({ timeVisible: next.intraday });
      this.view.use(next, { from: to - span - 0.5, to: to + Math.max(1, span * 0.03) });
      this.root.dataset.interval = interval;
      this.ranges.offer();
    } catch (error) {
      if (!this.signal.aborted) this.states.finerFailed(error);
    } finally { this.root.toggleAttribute('data-busy', false); }
  }

  act(name, byKey) { return this.actions[name]?.(byKey); }

  goTo(time) {
    const { view } = this, half = Math.min(view.total, view.range.to - view.range.from) / 2;
    view.setTimes(time, time, { least: half * 2 > view.total * 0.9 ? Math.min(view.total, 120) : half * 2 });
  }

  reset() {
    for (const pane of this.chart.panes()) pane.priceScale('right').setAutoScale(true);
    this.view.set(this.view.all());
  }

  restyle() {
    if (!this.chart) return;
    this.chart.applyOptions(look());
    this.main.restyle();
    for (const layer of this.stack.layers) layer.restyle();
    this.view.draw();
  }

  api() {
    return {
      // Asked for from outside: the chart comes into view and takes the keys.
      showTrade: id => {
        this.trades?.showTrade(id);
        this.root.scrollIntoView({ block: 'nearest' });
        this.host.focus({ preventScroll: true });
      },
      goTo: time => { if (this.view) this.goTo(time); },
      follow: address => follow(this, address),
      dispose: () => this.dispose(),
    };
  }

  dispose() {
    this.ending.abort();
    this.view?.dispose();
    this.legend?.dispose();
    this.trades?.dispose();
    this.tools?.dispose();
    this.table?.dispose();
    this.chart?.remove();
    this.states.dispose();
    this.chart = this.view = this.legend = null;
  }
}
