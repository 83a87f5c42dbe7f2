// Binary answers of the chart's addresses: a header of 64 bytes, then columns of float64, little-endian.
import { words } from './words.js';

const header = 64;

function open(buffer, magic) {
  const view = new DataView(buffer);
  const found = buffer.byteLength < header ? '' : String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (found !== magic) throw new Error(words.badBlock(magic, found));
  const count = view.getUint32(8, true);
  return { view, count, column: i => new Float64Array(buffer, header + i * count * 8, count) };
}

// Bars: point i stands for the bars first + i·perPoint … of the whole series.
export function decodeBars(buffer) {
  const { view, count, column } = open(buffer, 'SBR1');
  const flags = view.getUint32(4, true);
  return {
    intraday: (flags & 1) !== 0, ohlc: (flags & 2) !== 0, atStart: (flags & 8) !== 0, atEnd: (flags & 16) !== 0,
    count, perPoint: Math.max(1, view.getUint32(12, true)), total: view.getUint32(16, true), first: view.getUint32(20, true),
    tick: view.getFloat64(24, true),
    time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: flags & 4 ? column(5) : null,
  };
}

// Lines of one expression, on the times of the bars.
export function decodeValues(buffer, names) {
  const { view, column } = open(buffer, 'SVL1');
  return named(names, view.getUint32(12, true), column);
}

// Curves of a run, with times of their own.
export function decodeCurves(buffer, names) {
  const { view, column } = open(buffer, 'SCV1');
  return { time: column(0), lines: named(names, view.getUint32(12, true), i => column(i + 1)) };
}

const quantiles = ['lower95', 'lower80', 'lower50', 'median', 'upper50', 'upper80', 'upper95'];

// What was believed at each decision: quantiles of the price after `horizon` bars.
export function decodeForecasts(buffer) {
  const { column } = open(buffer, 'SFC1');
  const decoded = { time: column(0), horizon: column(8) };
  quantiles.forEach((name, i) => { decoded[name] = column(i + 1); });
  return decoded;
}

// Why it was believed: of each explained time the strongest parts of the width and of the mean.
export function decodeReasons(buffer, inputs) {
  const { view, column } = open(buffer, 'SRE1');
  const ranks = view.getUint32(12, true) / 6;
  const figure = first => Array.from({ length: ranks }, (_, k) =>
    ({ input: column(first + 3 * k), part: column(first + 3 * k + 1), level: column(first + 3 * k + 2) }));
  return { time: column(0), inputs: inputs ?? [], width: figure(1), mean: figure(1 + 3 * ranks) };
}

function named(names, lines, column) {
  return Array.from({ length: lines }, (_, i) => ({ name: names?.[i] ?? '', values: column(i) }));
}

export function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  return bytes.buffer;
}
