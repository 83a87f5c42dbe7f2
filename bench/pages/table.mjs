// Figures beside their budgets.
import { cpus, loadavg, totalmem } from 'node:os';

const rows = [];

export const quiet = () => loadavg()[0] < cpus().length;

// A figure of a unit ('ms', 'kB', 'fps', ''); `most` or `least` is its budget, neither: it is published without one.
export function note(what, figure, unit, { most, least, how } = {}) {
  const known = figure !== null && !Number.isNaN(figure);
  const ok = !known ? null : most !== undefined ? figure <= most : least !== undefined ? figure >= least : undefined;
  rows.push({ what, figure, unit, most, least, ok, how });
  process.stderr.write(`${line(rows.at(-1))}\n`);
}

// A measurement that breaks or takes longer than its time is a row of its own, and the others go on; whether it was done.
export async function measured(what, how, seconds = 100) {
  let late;
  const limit = new Promise((_, fail) => {
    late = setTimeout(() => fail(new Error(`not done after ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([how(), limit]);
    return true;
  } catch (error) {
    note(what, null, '', { how: String(error.message ?? error).split('\n')[0] });
    return false;
  } finally {
    clearTimeout(late);
  }
}

const shown = (value, unit) =>
  value === null || value === undefined || Number.isNaN(value) ? '—'
  : `${unit === 'fps' || value < 10 ? Math.round(value * 10) / 10 : Math.round(value).toLocaleString('en')} ${unit}`.trim();

const budget = r => r.most !== undefined ? `≤ ${shown(r.most, r.unit)}` : r.least !== undefined ? `≥ ${shown(r.least, r.unit)}` : '';

const verdict = r => r.ok === true ? 'met' : r.ok === false ? '**missed**' : r.figure === null ? '**not measured**' : '';

const line = r => `| ${r.what} | ${budget(r)} | ${shown(r.figure, r.unit)} | ${verdict(r)}${r.how ? ` (${r.how})` : ''} |`;

export function print(seconds) {
  const load = loadavg().map(l => l.toFixed(1)).join(', ');
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  console.log(`${new Date().toISOString().slice(0, 16)} UTC, ${machine};`
    + ` load at the end ${load}${quiet() ? '' : ': **the machine was busy**'}; ${Math.round(seconds)} s in all`);
  console.log('\n| what | budget | figure | |\n|---|---|---|---|');
  for (const r of rows) console.log(line(r));
  return rows.filter(r => r.ok === false || r.figure === null).length;
}
