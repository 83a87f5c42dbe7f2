// Statistics and learning curves: ApexCharts.
import ApexCharts from '/lib/apexcharts/apexcharts.esm.js';
import { formats, isDark, textFont, token } from './palette.js';

// A line that does not move stands in the middle of its own size: the library draws it between value − 1 and value + 1.
function around(lines) {
  const ys = (lines ?? []).flatMap(l => l.points.map(([, y]) => y)).filter(Number.isFinite);
  const low = Math.min(...ys), high = Math.max(...ys);
  const half = ys.length > 0 && high === low ? Math.abs(low) / 2 : 0;
  return half > 0 ? { min: low - half, max: low + half } : { min: undefined, max: undefined };
}

// Labels of neighbouring ticks differ in their fourth digit when a line moves little: 1.096, 1.099.
const plain = v => v == null || Math.abs(v) < 1 || Math.abs(v) >= 100 ? formats.number(v) : formats.short(v);

const yAxis = (model, lines) => ({
  labels: { formatter: model.format === 'number' ? plain : formats[model.format] ?? plain, minWidth: 40 },
  tickAmount: 4, forceNiceScale: true, ...around(lines),
});

function frame(element, model, type) {
  const yFormat = formats[model.format] ?? formats.number;
  return {
    chart: {
      type, height: element.clientHeight || 220, parentHeightOffset: 0,
      animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false },
      fontFamily: textFont(), background: 'transparent', foreColor: token('ink-soft'),
    },
    theme: { mode: isDark() ? 'dark' : 'light' },
    legend: { show: false }, dataLabels: { enabled: false },
    grid: { borderColor: token('grid'), padding: { left: 8, right: 8, top: -16, bottom: 0 } },
    tooltip: { theme: isDark() ? 'dark' : 'light', y: { formatter: yFormat } },
    yaxis: yAxis(model, model.lines),
    noData: { text: model.empty ?? '', style: { color: token('ink-soft') } },
  };
}

// Steps are whole numbers: there is no label between two of them.
function whole(model, x) {
  const wide = (model.lines ?? []).some(l => l.points.length > 12);
  return wide || Math.abs(x - Math.round(x)) < 0.01 ? String(Math.round(x)) : '';
}

// A few steps get one label each; of many steps, only some do.
function ticks(model) {
  const xs = (model.lines ?? []).flatMap(l => [l.points[0], l.points.at(-1)]).filter(Boolean).map(([x]) => x);
  const span = Math.round(Math.max(...xs) - Math.min(...xs));
  return span >= 1 && span <= 12 ? span : 6;
}

const xAxis = model => ({
  type: 'numeric', tickAmount: ticks(model), axisBorder: { show: false }, axisTicks: { show: false }, tooltip: { enabled: false },
  labels: { formatter: x => whole(model, x), rotate: 0, hideOverlappingLabels: true },
  ...(model.xTitle ? { title: { text: model.xTitle, style: { fontWeight: 400, fontSize: '11px' } } } : {}),
});

// Every series is thinned evenly: more points than pixels only cost time.
const most = 400;
function thin(points) {
  if (points.length <= most) return points;
  const step = points.length / most, kept = [];
  for (let i = 0; i < most; i++) kept.push(points[Math.floor(i * step)]);
  kept.push(points.at(-1));
  return kept;
}
const toSeries = lines => lines.map(l => ({ name: l.name, data: thin(l.points).map(([x, y]) => ({ x, y })) }));

export function lines(element, model) {
  const options = lines => ({
    series: toSeries(lines), xaxis: xAxis({ ...model, lines }), yaxis: yAxis(model, lines), colors: lines.map(l => token(l.color)),
    stroke: { width: lines.map(l => l.bold === false ? 1 : 2), curve: 'straight', dashArray: lines.map(l => l.dashed ? 4 : 0) },
    // A single point has no line: it is a dot of the line's colour.
    markers: { size: lines.map(l => l.points.length === 1 ? 3 : 0), strokeWidth: 0, colors: lines.map(l => token(l.color)) },
  });
  const chart = new ApexCharts(element, { ...frame(element, model, 'line'), ...options(model.lines) });
  const names = lines => lines.map(l => l.name + (l.points.length === 1)).join();
  const looks = lines => `${names(lines)} ${ticks({ ...model, lines })} ${JSON.stringify(around(lines))}`;
  let look = looks(model.lines);
  const drawn = chart.render();
  return {
    async update(lines) {
      model.lines = lines;
      await drawn;
      const now = looks(lines);
      if (now === look) await chart.updateSeries(toSeries(lines), false);
      else { look = now; await chart.updateOptions(options(lines), false, false); }
    },
    dispose: () => chart.destroy(),
  };
}
