// Prices and equity: lightweight-charts on a canvas, fast with thousands of points. Its attribution logo stays.
import {
  createChart, createSeriesMarkers, CandlestickSeries, LineSeries, AreaSeries, BaselineSeries,
} from '/lib/lightweight-charts/lightweight-charts.js';
import { formats, size, textFont, token } from './palette.js';

export function base(element, model) {
  return createChart(element, {
    autoSize: true,
    layout: {
      background: { color: 'transparent' }, textColor: token('ink-soft'), fontFamily: textFont(), fontSize: size(), attributionLogo: true,
      panes: { separatorColor: token('line'), separatorHoverColor: token('line'), enableResize: false },
    },
    grid: { vertLines: { color: token('grid') }, horzLines: { color: token('grid') } },
    crosshair: {
      mode: 0,
      vertLine: { color: token('line-strong'), labelBackgroundColor: token('ink-soft') },
      horzLine: { color: token('line-strong'), labelBackgroundColor: token('ink-soft') },
    },
    rightPriceScale: { borderVisible: false, entireTextOnly: true }, // Space at the right edge for half of the last date label.
    timeScale: {
      minBarSpacing: 0.02, borderVisible: false, timeVisible: !model.daily, secondsVisible: false,
      rightOffset: Math.ceil((model.times?.length ?? 0) * 0.025),
    },
    localization: { locale: 'en-GB', dateFormat: 'yyyy-MM-dd' },
    handleScroll: { vertTouchDrag: false, mouseWheel: model.scroll === true }, handleScale: { mouseWheel: model.scroll === true },
  });
}

// The whole range stays visible when the page's width changes, until the user pans or zooms.
export function fit(chart, element, count) {
  const scale = chart.timeScale();
  let touched = false, width = 0;
  // Space for half a date at both ends, so that none is cut.
  const whole = () => {
    if (!count || !element.clientWidth) { scale.fitContent(); return; }
    const room = count * 24 / element.clientWidth;
    scale.setVisibleLogicalRange({ from: -0.5 - room, to: count - 0.5 + room });
  };
  const touch = () => { touched = true; };
  for (const kind of ['pointerdown', 'wheel', 'touchstart']) element.addEventListener(kind, touch, { once: true, passive: true });
  const sizes = new ResizeObserver(([entry]) => {
    if (touched || Math.abs(entry.contentRect.width - width) < 1) return;
    width = entry.contentRect.width;
    requestAnimationFrame(() => { if (!touched) whole(); });
  });
  whole();
  sizes.observe(element);
  return () => sizes.disconnect();
}

const line = (times, values) => times.map((time, i) => values[i] == null ? { time } : { time, value: values[i] });
const format = name => ({ type: 'custom', minMove: 1e-6, formatter: formats[name] ?? formats.number });

// Equity of the account and its baselines; drawdown below with the same crosshair.
export function equity(element, model) {
  const chart = base(element, model);
  const bottom = !model.lines.some(l => l.pane === 1) ? 0 : 1;
  for (const l of model.lines) {
    const color = token(l.color);
    const series = l.pane === 1
      ? chart.addSeries(BaselineSeries, {
        baseValue: { type: 'price', price: 0 }, topLineColor: color, bottomLineColor: color,
        topFillColor1: 'transparent', topFillColor2: 'transparent',
        bottomFillColor1: l.fill ? token(`${l.color}-soft`) : 'transparent',
        bottomFillColor2: l.fill ? token(`${l.color}-soft`) : 'transparent',
        lineWidth: 1, priceFormat: format(l.format), priceLineVisible: false, lastValueVisible: false,
      }, 1)
      : chart.addSeries(LineSeries, {
        color, lineWidth: l.bold ? 2 : 1, priceFormat: format(l.format), priceLineVisible: false, lastValueVisible: true,
      }, 0);
    series.setData(line(model.times, l.values));
  }
  if (bottom) { chart.panes()[0].setStretchFactor(3); chart.panes()[1].setStretchFactor(1); }
  const unfit = fit(chart, element, model.times.length);
  return { dispose() { unfit(); chart.remove(); } };
}

export function bars(chart, model) {
  if (!model.candles) return chart.addSeries(AreaSeries, {
    lineColor: token('accent'), topColor: token('accent-soft'), bottomColor: 'transparent', lineWidth: 2,
    priceFormat: format('price'), priceLineVisible: false,
  });
  return chart.addSeries(CandlestickSeries, {
    upColor: token('up'), downColor: token('down'), borderUpColor: token('up'), borderDownColor: token('down'),
    wickUpColor: token('up'), wickDownColor: token('down'), priceFormat: format('price'), priceLineVisible: false,
  });
}

export function barData(model) {
  return model.candles
    ? model.times.map((time, i) => ({ time, open: model.open[i], high: model.high[i], low: model.low[i], close: model.close[i] }))
    : line(model.times, model.close);
}

// Prices with the trades: arrows show the side by shape and place, not by colour alone.
export function price(element, model) {
  const chart = base(element, model);
  const series = bars(chart, model);
  series.setData(barData(model));
  const few = model.markers.length <= 60, many = model.markers.length > 400;
  // Thousands of arrows would cover the prices: then only small marks of the entries, on them.
  const shown = many ? model.markers.filter(m => !m.exit) : model.markers;
  createSeriesMarkers(series, shown.map(m => many ? {
    time: m.time, position: 'inBar', shape: 'circle', color: token(m.up ? 'up' : 'down'), size: 0.2,
  } : {
    time: m.time, position: m.up ? 'belowBar' : 'aboveBar', shape: m.exit ? 'circle' : m.up ? 'arrowUp' : 'arrowDown',
    color: token(m.exit ? 'ink-soft' : m.up ? 'up' : 'down'), size: m.exit ? 0.6 : 1, text: few && !m.exit ? m.text : undefined,
  }));
  const unfit = fit(chart, element, model.times.length);
  return { dispose() { unfit(); chart.remove(); } };
}
