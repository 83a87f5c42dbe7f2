// What was believed at the bar under the crosshair: the quantiles of the price some bars later, drawn from that bar's close.
import { token } from './ink.js';
import { firstAtOrAfter } from './columns.js';
import { primitive, xAt } from './places.js';
import { words } from './words.js';

const bands = [['lower95', 'upper95', 0.12], ['lower80', 'upper80', 0.18], ['lower50', 'upper50', 0.28]];

export function fan(workspace, forecasts, reasons) {
  let at = null; // { point, row }
  const drawn = primitive((context, { width }) => {
    if (!at) return;
    const { chart, main, view: { window: w } } = workspace, scale = chart.timeScale();
    const x1 = scale.logicalToCoordinate(at.point), y1 = main.series.priceToCoordinate(w.close[at.point]);
    const x2 = xAt(scale, at.point + forecasts.horizon[at.row] / w.perPoint);
    const y = name => main.series.priceToCoordinate(forecasts[name][at.row]);
    if (x1 === null || x2 === null || y1 === null || x1 > width) return;
    // A short horizon is drawn wide enough to be seen.
    const end = Math.max(x2, x1 + 24);
    context.fillStyle = context.strokeStyle = token('accent');
    for (const [low, high, alpha] of bands) {
      context.globalAlpha = alpha;
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(end, y(low));
      context.lineTo(end, y(high));
      context.closePath();
      context.fill();
    }
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(end, y('median'));
    context.stroke();
  });

  // A point of several bars shows the belief at its last one.
  function rowAt(w, point) {
    const time = w.time[point], row = firstAtOrAfter(forecasts.time, time);
    return row < forecasts.time.length && forecasts.time[row] === time ? row : -1;
  }
  return Object.assign(drawn, {
    hover(point) {
      const w = workspace.view.window, row = point === null ? -1 : rowAt(w, point);
      at = row < 0 ? null : { point, row };
      drawn.redraw?.();
    },
    // Rows of the legend: what was believed, and why.
    rows() {
      if (!at) return [];
      const price = name => workspace.prices(forecasts[name][at.row]), horizon = forecasts.horizon[at.row];
      const texts = bands.map(([low, high], i) => [words.shares[i], `${price(low)} – ${price(high)}`]);
      const median = [words.median, price('median')];
      const believed = { key: 'fan', title: words.believed(horizon), texts: [median, ...texts], paneIndex: () => 0 };
      const why = reasons?.at(forecasts.time[at.row]) ?? [];
      return why.length === 0 ? [believed]
        : [believed, { key: 'reasons', title: words.why, texts: listed(why), paneIndex: () => 0 }];
    },
  });
}

const listed = sentences => sentences.map((sentence, i) => ['', i + 1 < sentences.length ? `${sentence};` : sentence]);
