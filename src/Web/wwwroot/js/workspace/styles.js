// How prices are drawn: candles, bars, a line, Heikin-Ashi; and the volume below them.
import { BarSeries, CandlestickSeries, HistogramSeries, LineSeries } from './lib.js';
import { token } from './ink.js';
import { compact, custom } from './numbers.js';

const colors = () => ({
  upColor: token('up'), downColor: token('down'), borderUpColor: token('up'), borderDownColor: token('down'),
  wickUpColor: token('up'), wickDownColor: token('down'),
});
const quiet = { priceLineVisible: true, priceLineStyle: 1, lastValueVisible: true };

const kinds = {
  candles: { series: CandlestickSeries, look: colors, data: ohlc },
  bars: { series: BarSeries, look: () => ({ upColor: token('up'), downColor: token('down'), thinBars: true }), data: ohlc },
  line: { series: LineSeries, look: () => ({ color: token('accent'), lineWidth: 2 }), data: closes },
  heikinAshi: { series: CandlestickSeries, look: colors, data: w => ohlc({ ...w, ...heikinAshi(w) }) },
};

export const hasStyle = name => name in kinds;

export function priceSeries(chart, style, priceFormat) {
  const kind = kinds[style];
  const series = chart.addSeries(kind.series, { ...kind.look(), ...quiet, priceFormat }, 0);
  return {
    series, show: window => series.setData(kind.data(window)), restyle: () => series.applyOptions(kind.look()),
  };
}

function ohlc(w) {
  const data = new Array(w.count);
  for (let i = 0; i < w.count; i++) data[i] = { time: w.shown[i], open: w.open[i], high: w.high[i], low: w.low[i], close: w.close[i] };
  return data;
}

function closes(w) { return lineData(w.shown, w.close); }

export function lineData(times, values) {
  const data = new Array(times.length);
  for (let i = 0; i < times.length; i++) data[i] = Number.isFinite(values[i]) ? { time: times[i], value: values[i] } : { time: times[i] };
  return data;
}

// Close: mean of the bar's four prices. Open: middle of the Heikin-Ashi body before it (Valcu 2004).
export function heikinAshi({ count, open, high, low, close }) {
  const ha = { open: new Float64Array(count), high: new Float64Array(count), low: new Float64Array(count), close: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    ha.close[i] = (open[i] + high[i] + low[i] + close[i]) / 4;
    ha.open[i] = i === 0 ? (open[0] + close[0]) / 2 : (ha.open[i - 1] + ha.close[i - 1]) / 2;
    ha.high[i] = Math.max(high[i], ha.open[i], ha.close[i]);
    ha.low[i] = Math.min(low[i], ha.open[i], ha.close[i]);
  }
  return ha;
}

export function volumeSeries(chart) {
  const series = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume', priceFormat: custom(compact), lastValueVisible: false, priceLineVisible: false,
  }, 0);
  series.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  return {
    series,
    show(w) {
      const up = token('up-soft'), down = token('down-soft'), data = new Array(w.count);
      for (let i = 0; i < w.count; i++) {
        data[i] = { time: w.shown[i], value: w.volume[i], color: w.close[i] < w.open[i] ? down : up };
      }
      series.setData(data);
    },
  };
}
