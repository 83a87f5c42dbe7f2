// How values of the workspace are written.
import { formats } from '../charts/palette.js';

const minus = text => /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
const compactFormat = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });
const writers = new Map();

function fixed(decimals) {
  if (!writers.has(decimals)) {
    writers.set(decimals, new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return writers.get(decimals);
}

export const compact = v => Number.isFinite(v) ? minus(compactFormat.format(v)) : '—';
export const percent = v => Number.isFinite(v) ? formats.percent(v) : '—';
export const signedPercent = v => !Number.isFinite(v) ? '—' : v > 0.0005 ? `+${formats.percent(v)}` : formats.percent(v);
// Of small shares, two digits that count: 0.31 %, 0.004 %.
export const fine = v => Number.isFinite(v) ? `${minus(String(Number((v * 100).toPrecision(v >= 0.1 ? 3 : 2))))} %` : '—';
export const number = v => Number.isFinite(v) ? formats.number(v) : '—';
export const money = v => Number.isFinite(v) ? formats.money(v) : '—';
export const signedMoney = v => !Number.isFinite(v) ? '—' : v > 0 ? `+${formats.money(v)}` : formats.money(v);

// Prices with the decimals of the smallest step; by size where the step is unknown.
export function priceWriter(tick) {
  if (!(tick > 0)) return v => Number.isFinite(v) ? formats.price(v) : '—';
  const decimals = Math.max(0, Math.min(8, Math.ceil(-Math.log10(tick) - 1e-9)));
  const writer = fixed(decimals < 2 && tick < 1 ? 2 : decimals);
  return v => Number.isFinite(v) ? minus(writer.format(v)) : '—';
}

export const custom = (formatter, minMove = 1e-6) => ({ type: 'custom', minMove, formatter });
