// The layers of a chart: indicators over the prices and below them, and the curves of a run.
import { asOf } from './columns.js';
import { Layer } from './layers.js';
import { money, number, percent, signedPercent } from './numbers.js';
import { words } from './words.js';

const palette = ['asset-2', 'asset-4', 'asset-3', 'asset-6', 'asset-5', 'asset-7', 'asset-1', 'asset-8'];

export class Stack {
  constructor(workspace) {
    this.workspace = workspace;
    this.layers = [];
    this.curves = null;
    this.forecasts = null;
    this.used = 0;
  }

  // The strategy's own lines, then what came of the run.
  async start() {
    const { layers } = this.workspace;
    // All are asked for at once and drawn in their order, whichever comes first.
    const { levels, view } = this.workspace;
    for (const { expression } of layers.overlays) levels.lines(view.window.chunk, expression);
    if (layers.hasEquity) this.loadingCurves ??= this.workspace.source.curves();
    this.loadingCurves?.catch(() => {}); // said where the curves are awaited
    for (const o of layers.overlays) await this.#addOwn(o);
    if (!layers.hasEquity || this.workspace.signal.aborted) return;
    await this.toggle('equity', true);
    await this.toggle('drawdown', true);
  }

  has(key) { return this.layers.some(l => l.key === key); }

  // Loads an expression and draws it; throws what the server says of a wrong one.
  async addIndicator(expression, { label, pane, levels = [], removable = true } = {}) {
    const { levels: data, view } = this.workspace;
    const chunk = view.window.chunk, lines = await data.lines(chunk, expression).promise;
    if (view.window.chunk !== chunk) await data.lines(view.window.chunk, expression).promise;
    if (this.has(expression)) return;
    const below = (pane ?? lines.pane) === 'below', color = this.used;
    // Bands over the prices share a colour; lines in a pane of their own are told apart by theirs.
    this.used += below ? lines.length : 1;
    const looks = lines.map((line, i) => /histogram/i.test(line.name)
      ? { kind: 'histogram', color: 'bench' } : { color: palette[(color + (below ? i : 0)) % palette.length], width: 1 });
    const layer = new Layer(this.workspace.chart, {
      key: expression, title: label ?? expression, below, looks, levels, removable,
      format: below ? number : this.workspace.prices, values: w => this.workspace.levels.linesOf(w, expression).map(l => l.values),
    });
    layer.names = lines.map(l => l.name);
    this.#add(layer);
  }

  async #addOwn(overlay) {
    await this.addIndicator(overlay.expression, { ...overlay, removable: false }).catch(() => null);
    const layer = this.layers.find(l => l.key === overlay.expression);
    if (layer) layer.own = true;
  }

  // The strategy's own lines of another draft. Those at the same place with as many lines become the new ones, so nothing jumps while a
  // number is typed. Their values are there already.
  async exchange(overlays) {
    const { levels, view } = this.workspace, old = this.layers.filter(l => l.own);
    const next = overlays.filter(o => !this.layers.some(l => !l.own && l.key === o.expression));
    for (const [i, layer] of old.entries()) {
      const o = next[i], lines = o && levels.lines(view.window.chunk, o.expression).lines;
      if (!lines || (o.pane === 'below') !== layer.below || lines.length !== layer.series.length) { this.removeLayer(layer); continue; }
      const expression = o.expression;
      layer.become({
        key: expression, title: o.label ?? expression, levels: o.levels ?? [], names: lines.map(l => l.name),
        values: w => this.workspace.levels.linesOf(w, expression).map(l => l.values),
      });
    }
    for (const o of next) if (!this.has(o.expression)) await this.#addOwn(o);
    this.#changed();
  }

  expressions() { return this.layers.filter(l => !(l.key in builders)).map(l => l.key); }

  // What must be loaded with a chunk before it is drawn; a line that fails stays empty.
  ready(chunk) { return Promise.allSettled(this.expressions().map(e => this.workspace.levels.lines(chunk, e).promise)); }

  async toggle(key, on) {
    if (!on) { this.layers.filter(l => l.key === key).forEach(l => this.removeLayer(l)); return; }
    if (this.has(key)) return;
    if (key === 'forecast') this.forecasts ??= await this.workspace.source.forecasts();
    else this.curves ??= await (this.loadingCurves ??= this.workspace.source.curves());
    if (!this.has(key) && this.workspace.chart) this.#add(builders[key](this));
  }

  #add(layer) {
    this.layers.push(layer);
    this.layers.sort((a, b) => Number(a.below) - Number(b.below));
    this.workspace.view.drawPart(layer);
    if (layer.below) layer.series[0]?.getPane().setStretchFactor(1);
    this.#changed();
  }

  removeLayer(layer) {
    this.layers = this.layers.filter(l => l !== layer);
    layer.remove();
    this.#changed();
  }

  #changed() {
    this.workspace.root.dataset.layers = this.layers.map(l => l.key).join('|');
    this.workspace.showLegend();
    requestAnimationFrame(() => this.workspace.legend?.place());
    this.workspace.toolbar?.layersChanged();
  }

  curve(name) { return this.curves?.lines.find(l => l.name === name)?.values; }
  along(values, w) { return values ? asOf(this.curves.time, values, w.time) : new Float64Array(w.count).fill(NaN); }
}

const curves = (stack, key, title, format, looks, ...names) => {
  // A fall is drawn downwards.
  const sign = key === 'drawdown' ? -1 : 1;
  const present = names.filter(n => stack.curve(n));
  const layer = new Layer(stack.workspace.chart, {
    key, title, below: true, looks, format, values: w => present.map(n => stack.along(stack.curve(n), w).map(x => sign * x)),
  });
  layer.names = present.map(n => n === key ? '' : words[n] ?? n);
  return layer;
};

const builders = {
  equity: s => curves(s, 'equity', words.equity, money, [{ color: 'accent', width: 2 }, { color: 'bench' }], 'equity', 'benchmark'),
  drawdown: s => curves(s, 'drawdown', words.drawdown, percent, [{ color: 'down', kind: 'area' }], 'drawdown'),
  position: s => s.curve('weight')
    ? curves(s, 'position', words.weight, percent, [{ color: 'third', steps: true }], 'weight')
    : curves(s, 'position', words.position, number, [{ color: 'third', steps: true }], 'position'),
  forecast: forecastLayer,
};

// The forecast as a return from the close of its day: median and the 80 % interval.
function forecastLayer(stack) {
  const f = stack.forecasts;
  const layer = new Layer(stack.workspace.chart, {
    key: 'forecast', title: words.forecast, below: true, format: signedPercent, levels: [0],
    looks: [{ color: 'accent', width: 2 }, { color: 'bench' }, { color: 'bench' }],
    values: w => [f.median, f.lower80, f.upper80].map(column => asOf(f.time, column, w.time).map((p, i) => p / w.close[i] - 1)),
  });
  layer.names = [words.median, words.lower, words.upper];
  return layer;
}
