// Everything drawn beside the prices: lines over them and panes below. A layer has a key, a title, lines and a place.
import { BaselineSeries, HistogramSeries, LineSeries } from './lib.js';
import { token } from './ink.js';
import { custom } from './numbers.js';
import { lineData } from './styles.js';

const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerRadius: 3 };

// `values(window)` gives one column per line; `looks` says colour token, width, dash and kind of each line.
export class Layer {
  constructor(chart, { key, title, below, looks, values, format, levels = [], removable = false, scale }) {
    Object.assign(this, { chart, key, title, below, looks, values, format, levels, removable, scale });
    this.series = [];
    this.columns = [];
  }

  show(window) {
    this.columns = this.values(window);
    if (this.columns.length > this.series.length) this.#add();
    this.series.forEach((series, i) => {
      const look = this.look(i), column = this.columns[i] ?? new Float64Array(window.count).fill(NaN);
      if (look.kind === 'histogram') series.setData(histogram(window.shown, column));
      else series.setData(lineData(window.shown, column));
    });
  }

  // The layer of another expression with as many lines, at the same place and in the same colours.
  become({ key, title, values, levels, names }) {
    Object.assign(this, { key, title, values, levels, names });
    if (!this.lines) return;
    for (const line of this.lines) this.series[0].removePriceLine(line);
    this.lines = this.#levelLines();
  }

  look(i) { return this.looks[i] ?? this.looks[this.looks.length - 1]; }

  #add() {
    const pane = this.below ? this.paneIndex() ?? this.chart.panes().length : 0;
    while (this.series.length < this.columns.length) {
      const look = this.look(this.series.length), options = { ...quiet, ...style(look), priceFormat: custom(this.format) };
      if (this.scale) options.priceScaleId = this.scale;
      this.series.push(this.chart.addSeries(kindOf(look), options, pane));
    }
    if (this.below && !this.lines) this.lines = this.#levelLines();
  }

  #levelLines() {
    return this.levels.map(price => this.series[0].createPriceLine({
      price, color: token('line-strong'), lineWidth: 1, lineStyle: 2, axisLabelVisible: true, title: '',
    }));
  }

  paneIndex() { return this.series.length > 0 ? this.series[0].getPane().paneIndex() : undefined; }

  restyle() {
    this.series.forEach((series, i) => series.applyOptions(style(this.look(i))));
    this.lines?.forEach(line => line.applyOptions({ color: token('line-strong') }));
  }

  remove() {
    for (const series of this.series) this.chart.removeSeries(series);
    this.series = [];
    this.lines = null;
  }
}

const kindOf = look => look.kind === 'histogram' ? HistogramSeries : look.kind === 'area' ? BaselineSeries : LineSeries;

function style(look) {
  const color = token(look.color);
  if (look.kind === 'histogram') return { color };
  if (look.kind === 'area') {
    return {
      baseValue: { type: 'price', price: 0 }, topLineColor: color, bottomLineColor: color, lineWidth: 1,
      topFillColor1: token(`${look.color}-soft`), topFillColor2: token(`${look.color}-soft`),
      bottomFillColor1: token(`${look.color}-soft`), bottomFillColor2: token(`${look.color}-soft`),
    };
  }
  return { color, lineWidth: look.width ?? 1, lineStyle: look.dashed ? 2 : 0, lineType: look.steps ? 1 : 0 };
}

function histogram(times, values) {
  const up = token('up'), down = token('down');
  return Array.from(times, (time, i) => Number.isFinite(values[i])
    ? { time, value: values[i], color: values[i] < 0 ? down : up } : { time });
}
