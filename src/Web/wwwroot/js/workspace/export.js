// What is seen, as a picture and as values.
import { font, token } from './ink.js';
import { compact } from './numbers.js';
import { timeText } from './times.js';
import { words } from './words.js';

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const fileName = (title, end) => `${title.replace(/[^\w.-]+/g, '-')}-chart.${end}`;

// The title and the legend's values stand above the picture: it explains itself.
export function picture({ chart, legend, options, layers, interval }) {
  const shot = chart.takeScreenshot(true), ratio = shot.width / chart.chartElement().clientWidth;
  const size = 13 * ratio, line = size * 1.5, plain = `${size}px ${font()}`;
  const canvas = document.createElement('canvas'), title = `${options.title ?? layers.title} · ${interval}`;
  const measure = canvas.getContext('2d');
  measure.font = plain;
  const lines = wrapped(legend.text(), text => measure.measureText(text).width <= shot.width - 2 * size);
  canvas.width = shot.width;
  canvas.height = shot.height + line * (lines.length + 1) + size;
  const context = canvas.getContext('2d');
  context.fillStyle = token('surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = token('ink');
  context.font = `600 ${size * 1.15}px ${font()}`;
  context.fillText(title, size, line);
  context.font = plain;
  context.fillStyle = token('ink-soft');
  lines.forEach((text, i) => context.fillText(text, size, line * (i + 2), canvas.width - 2 * size));
  context.drawImage(shot, 0, canvas.height - shot.height);
  return new Promise(done => canvas.toBlob(done, 'image/png'));
}

// The prices on a line of their own, the others side by side as far as they fit.
function wrapped([prices, ...others], fits) {
  const lines = [prices, ''];
  for (const text of others) {
    const joined = lines.at(-1) ? `${lines.at(-1)}    ${text}` : text;
    if (lines.at(-1) === '' || fits(joined)) lines[lines.length - 1] = joined; else lines.push(text);
  }
  return lines.filter(Boolean);
}

export async function savePicture(workspace) {
  save(await picture(workspace), fileName(workspace.options.title ?? workspace.layers.title, 'png'));
}

// Indices of the points in view.
export function seenPoints({ view }) {
  const w = view.window;
  const from = Math.max(0, Math.ceil(view.toLogical(view.range.from)));
  return { from, to: Math.min(w.count - 1, Math.floor(view.toLogical(view.range.to))) };
}

// One column for each value that the legend shows.
export function columnsOf({ view, levels, stack, prices: price }) {
  const w = view.window, prices = levels.overview.ohlc ? ['open', 'high', 'low', 'close'] : ['close'];
  if (w.volume) prices.push('volume');
  return [
    ...prices.map(name => ({ name: words.columns[name], values: w[name], format: name === 'volume' ? compact : price })),
    ...stack.layers.flatMap(layer => layer.columns.map((values, i) => ({
      name: layer.names?.[i] ? `${layer.title} ${layer.names[i]}` : layer.title, values, format: layer.format,
    }))),
  ];
}

const cell = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function csv(workspace) {
  const { view, levels } = workspace, { from, to } = seenPoints(workspace), columns = columnsOf(workspace), w = view.window;
  const rows = [[words.columns.time, ...columns.map(c => c.name)].map(cell).join(',')];
  for (let i = from; i <= to; i++) {
    const values = columns.map(c => Number.isFinite(c.values[i]) ? String(c.values[i]) : '');
    rows.push([timeText(w.time[i], levels.intraday), ...values].join(','));
  }
  return `${rows.join('\r\n')}\r\n`;
}

export function saveValues(workspace) {
  save(new Blob([csv(workspace)], { type: 'text/csv' }), fileName(workspace.options.title ?? workspace.layers.title, 'csv'));
}
