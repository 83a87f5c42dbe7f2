// Prices of a series of any length: the server sends at most a few thousand bars for the visible window, and is asked again
// when the view leaves the window or can show finer bars.
import { base, bars, barData, fit } from './canvas.js';

export function priceWindow(element, model, server) {
  const chart = base(element, { ...model, scroll: true });
  const series = bars(chart, model);
  let shown = model, asking = false, timer = 0;
  series.setData(barData(model));
  const unfit = fit(chart, element);

  async function ask() {
    const range = chart.timeScale().getVisibleRange();
    const logical = chart.timeScale().getVisibleLogicalRange();
    if (!range || !logical || asking) return;
    const count = shown.times.length, seen = logical.to - logical.from;
    const leavesLeft = logical.from < count * 0.05 && !shown.atStart, leavesRight = logical.to > count * 0.95 && !shown.atEnd;
    const coarse = shown.barsPerPoint > 1 && seen < count / 4;
    if (!leavesLeft && !leavesRight && !coarse) return;
    asking = true;
    try {
      const around = (range.to - range.from);
      const text = await server.invokeMethodAsync('WindowAsync', Math.round(range.from - around), Math.round(range.to + around));
      const next = JSON.parse(text);
      if (next.times.length > 1) {
        shown = next;
        series.setData(barData({ ...model, ...next }));
        chart.timeScale().setVisibleRange({ from: Math.max(range.from, next.times[0]), to: Math.min(range.to, next.times.at(-1)) });
        element.dataset.barsPerPoint = next.barsPerPoint;
      }
    } finally { asking = false; }
  }
  element.dataset.barsPerPoint = model.barsPerPoint;
  chart.timeScale().subscribeVisibleLogicalRangeChange(() => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  return {
    dispose() { clearTimeout(timer); unfit(); chart.remove(); },
    zoom(from, to) { unfit(); chart.timeScale().setVisibleRange({ from, to }); },
  };
}
