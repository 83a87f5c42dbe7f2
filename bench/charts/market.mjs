// Made prices, indicators, trades and curves in the chart's own wire format.
const day = 86_400;

function random(seed) { // mulberry32
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sizes = { DAY: [2148, '1d'], MINUTE100K: [100_000, '1m'], MINUTE1M: [1_000_000, '1m'], ONE: [1, '1d'], NONE: [0, '1d'] };
const runs = { FEW: ['DAY', 5], MANY: ['MINUTE100K', 5000], NOTRADES: ['DAY', 0] };
const markets = new Map();

function market(symbol) {
  if (markets.has(symbol)) return markets.get(symbol);
  const [count, interval] = sizes[symbol], next = random(count), intraday = interval.endsWith('m');
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const m = { symbol, interval, intraday, count };
  for (const name of ['time', 'open', 'high', 'low', 'close', 'volume']) m[name] = new Float64Array(count);
  let price = 100, time = Date.UTC(2016, 0, 4) / 1000 + (intraday ? 9.5 * 3600 : 0);
  const spread = intraday ? 0.0007 : 0.012;
  for (let i = 0; i < count; i++) {
    time += intraday ? 60 : day;
    if (intraday && time % day > 16 * 3600) time += day - 6.5 * 3600;
    while ([0, 6].includes(new Date(time * 1000).getUTCDay())) time += day;
    m.time[i] = time;
    m.open[i] = price * Math.exp(spread * 0.2 * normal());
    price = Math.max(1, m.open[i] * Math.exp(spread * normal() + spread * 0.02));
    m.close[i] = price;
    m.high[i] = Math.max(m.open[i], price) * Math.exp(spread * 0.5 * next());
    m.low[i] = Math.min(m.open[i], price) * Math.exp(-spread * 0.5 * next());
    m.volume[i] = Math.round(1e5 * Math.exp(normal() * 0.5));
  }
  for (const name of ['open', 'high', 'low', 'close']) m[name] = m[name].map(x => Math.round(x * 100) / 100);
  markets.set(symbol, m);
  return m;
}

const seconds = { '1m': 60, '5m': 300, '15m': 900, '1h': 3600, '4h': 14_400, '1d': day, '1w': 7 * day };

function resampled(m, interval) {
  if (!interval || interval === m.interval) return m;
  const step = seconds[interval], groups = [];
  for (let i = 0; i < m.count; i++) {
    const key = Math.floor((m.time[i] - (m.intraday ? 1 : 0) - (interval === '1w' ? 4 * day : 0)) / step);
    if (groups.at(-1)?.key === key) groups.at(-1).end = i + 1; else groups.push({ key, start: i, end: i + 1 });
  }
  const intraday = interval.endsWith('m') || interval.endsWith('h');
  const r = { ...m, interval, intraday, count: groups.length };
  joinInto(r, m, groups);
  if (!intraday) r.time = r.time.map(t => Math.floor(t / day) * day);
  return r;
}

function joinInto(r, m, groups) {
  for (const name of ['time', 'open', 'high', 'low', 'close', 'volume']) r[name] = new Float64Array(groups.length);
  groups.forEach(({ start, end }, p) => {
    r.time[p] = m.time[end - 1]; r.open[p] = m.open[start]; r.close[p] = m.close[end - 1]; r.high[p] = -Infinity; r.low[p] = Infinity;
    for (let i = start; i < end; i++) {
      r.high[p] = Math.max(r.high[p], m.high[i]); r.low[p] = Math.min(r.low[p], m.low[i]); r.volume[p] += m.volume[i];
    }
  });
}

function stretch(m, query) {
  const from = Number(query.get('from') ?? -Infinity), to = Number(query.get('to') ?? Infinity);
  const points = Number(query.get('points') ?? 200_000);
  let start = 0, end = m.count;
  while (start < end && m.time[start] < from) start++;
  while (end > start && m.time[end - 1] > to) end--;
  const per = Math.max(1, Math.ceil((end - start) / points)), groups = [];
  for (let i = start; i < end; i += per) groups.push({ start: i, end: Math.min(end, i + per) });
  return { start, end, per, groups };
}

function block(magic, count, columns, fill) {
  const buffer = new ArrayBuffer(64 + 8 * count * columns.length), view = new DataView(buffer);
  [...magic].forEach((c, i) => view.setUint8(i, c.charCodeAt(0)));
  view.setUint32(8, count, true);
  fill(view);
  columns.forEach((column, i) => new Float64Array(buffer, 64 + 8 * count * i, count).set(column));
  return Buffer.from(buffer);
}

function bars(m, query) {
  const r = resampled(m, query.get('interval')), { start, end, per, groups } = stretch(r, query), joined = {};
  joinInto(joined, r, groups);
  const flags = (r.intraday ? 1 : 0) | 2 | 4 | (start === 0 ? 8 : 0) | (end === r.count ? 16 : 0);
  return block('SBR1', groups.length, [joined.time, joined.open, joined.high, joined.low, joined.close, joined.volume], view => {
    view.setUint32(4, flags, true); view.setUint32(12, per, true); view.setUint32(16, r.count, true); view.setUint32(20, start, true);
    view.setFloat64(24, 0.01, true);
  });
}

function average(values, bars) {
  const result = new Float64Array(values.length).fill(NaN);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i] - (i >= bars ? values[i - bars] : 0);
    if (i >= bars - 1) result[i] = sum / bars;
  }
  return result;
}

// Enough of the language for a picture: averages, bands, a strength index, a difference of averages.
function lines(m, expression) {
  const [, name, args] = /^(\w+)\(([^)]*)\)$/.exec(expression) ?? [], n = Number(args?.split(',').at(-1)) || 14;
  if (name === 'sma' || name === 'ema') return { '': average(m.close, n) };
  if (name === 'bollinger') {
    const middle = average(m.close, 20), square = average(m.close.map(x => x * x), 20);
    const width = middle.map((x, i) => 2 * Math.sqrt(Math.max(0, square[i] - x * x)));
    return {
      middle, upper: middle.map((x, i) => x + width[i]), lower: middle.map((x, i) => x - width[i]),
    };
  }
  const ups = m.close.map((x, i) => Math.max(0, x - m.close[i - 1] || 0));
  const downs = m.close.map((x, i) => Math.max(0, m.close[i - 1] - x || 0));
  if (name === 'rsi') { const u = average(ups, n), d = average(downs, n); return { '': u.map((x, i) => 100 * x / (x + d[i])) }; }
  if (name === 'atr') return { '': average(m.high.map((x, i) => x - m.low[i]), n) };
  if (name === 'macd') {
    const line = average(m.close, 12), slow = average(m.close, 26).map((x, i) => line[i] - x);
    const signal = average(slow.map(x => x || 0), 9);
    return { line: slow, signal, histogram: slow.map((x, i) => x - signal[i]) };
  }
  return null;
}

function values(m, query) {
  const r = resampled(m, query.get('interval')), { groups } = stretch(r, query);
  const found = lines(r, query.get('expression') ?? '');
  if (!found) return null;
  const columns = Object.values(found).map(v => groups.map(g => v[g.end - 1]));
  const pane = /^(sma|ema|bollinger)/.test(query.get('expression')) ? 'price' : 'below';
  const bytes = block('SVL1', groups.length, columns, view => view.setUint32(12, columns.length, true));
  return { pane, names: Object.keys(found), bytes };
}

const testStart = m => Math.floor(m.count * 0.4);

function trades(m, count) {
  const next = random(7), list = [], from = testStart(m), step = count === 0 ? 0 : (m.count - from - 2) / count;
  for (let k = 0; k < count; k++) {
    const a = Math.floor(from + k * step + next() * step * 0.3);
    const b = Math.min(m.count - 1, a + 1 + Math.floor(step * (0.2 + 0.4 * next())));
    const side = next() < 0.65 ? 1 : -1, size = 100 * side, profit = (m.close[b] - m.open[a]) * size;
    list.push({
      id: k + 1, side: side > 0 ? 'long' : 'short', symbol: m.symbol, size, profit,
      returnFraction: side * (m.close[b] / m.open[a] - 1), commission: 1,
      entry: {
        time: m.time[a], price: m.open[a], reason: side > 0 ? 'entryLong: sma(close, 20) crossed above sma(close, 50)' : 'entryShort',
      },
      exit: k === count - 1 ? null : { time: m.time[b], price: m.close[b], reason: 'exit: rsi(close, 14) above 70' },
    });
  }
  const ends = t => [t.entry, t.exit].filter(Boolean).map((f, i) => ({ ...f, size: i === 0 ? t.size : -t.size, trade: t.id }));
  const fills = list.flatMap(ends);
  return { trades: list, fills };
}

function curves(m, count) {
  const from = testStart(m), n = m.count - from, held = new Float64Array(n);
  const index = new Map(Array.from(m.time, (t, i) => [t, i - from]));
  for (const t of trades(m, count).trades) held.fill(t.size, index.get(t.entry.time), t.exit ? index.get(t.exit.time) : n);
  const equity = new Float64Array(n), drawdown = new Float64Array(n), benchmark = new Float64Array(n);
  let cash = 10_000, peak = cash;
  for (let i = 0; i < n; i++) {
    if (i > 0) cash += held[i - 1] * (m.close[from + i] - m.close[from + i - 1]) * 0.2;
    equity[i] = cash; peak = Math.max(peak, cash); drawdown[i] = 1 - cash / peak;
    benchmark[i] = 10_000 * m.close[from + i] / m.close[from];
  }
  const columns = [m.time.subarray(from), equity, drawdown, benchmark, held];
  return { names: ['equity', 'drawdown', 'benchmark', 'position'], bytes: block('SCV1', n, columns, v => v.setUint32(12, 4, true)) };
}

function forecasts(m) {
  const from = testStart(m), n = m.count - from, close = m.close.subarray(from), s = m.intraday ? 0.004 : 0.03;
  const columns = [m.time.subarray(from), ...[-1.96, -1.28, -0.67, 0.05, 0.67, 1.28, 1.96].map(z => close.map(p => p * Math.exp(z * s)))];
  return block('SFC1', n, [...columns, new Float64Array(n).fill(5)], v => v.setUint32(12, 8, true));
}

const layers = (m, run) => ({
  title: m.symbol, symbol: m.symbol, interval: m.interval, currency: 'USD', daily: !m.intraday, timeZone: 'America/New_York',
  intervals: Object.keys(seconds).filter(i => seconds[i] >= seconds[m.interval]),
  overlays: run ? [
    { expression: 'sma(close, 20)', label: 'sma(close, 20)', pane: 'price', levels: [] },
    { expression: 'sma(close, 50)', label: 'sma(close, 50)', pane: 'price', levels: [] },
    { expression: 'rsi(close, 14)', label: 'rsi(close, 14)', pane: 'below', levels: [30, 70] },
  ] : [],
  split: run ? { trainEnd: m.time[Math.floor(m.count * 0.3)], validationEnd: m.time[testStart(m)], testStart: m.time[testStart(m)] }
    : { trainEnd: null, validationEnd: null, testStart: null },
  hasTrades: Boolean(run), hasForecast: Boolean(run), hasEquity: Boolean(run),
});

const drawn = new Map();

async function drawings(symbol, request, send) {
  const now = drawn.get(symbol) ?? { list: [], version: 0 };
  if (request.method === 'PUT') {
    if (request.headers['if-match'] && request.headers['if-match'] !== `"${now.version}"`) {
      send('application/json', JSON.stringify(now.list), 412, { ETag: `"${now.version}"` });
      return;
    }
    const parts = [];
    for await (const part of request) parts.push(part);
    now.list = JSON.parse(Buffer.concat(parts).toString());
    now.version++;
    drawn.set(symbol, now);
  }
  send('application/json', JSON.stringify(now.list), 200, { ETag: `"${now.version}"` });
}

// Answers are made once: what is measured is the browser, and this process makes them on the processor that it needs.
const made = new Map();

export async function answerChart(request, url, send) {
  const key = url.pathname + url.search;
  if (made.has(key)) { send(...made.get(key)); return; }
  const drawings = url.pathname.startsWith('/chart/drawings/');
  await answer(request, url, drawings ? send : (...parts) => { made.set(key, parts); send(...parts); });
}

async function answer(request, url, send) {
  const [, , kind, name, what] = url.pathname.split('/').map(decodeURIComponent);
  if (kind === 'drawings') { await drawings(name, request, send); return; }
  const run = kind === 'runs' ? runs[name] : null, symbol = run ? run[0] : name;
  if (!sizes[symbol]) { send('application/problem+json', JSON.stringify({ detail: `There is no series “${symbol}”.` }), 404); return; }
  const m = market(symbol), binary = 'application/octet-stream', problem = 'application/problem+json';
  const named = found => send(binary, found.bytes, 200, { 'X-Lines': JSON.stringify(found.names), 'X-Pane': found.pane ?? '' });
  if (what === 'layers') send('application/json', JSON.stringify(layers(m, run)));
  else if (what === 'bars') send(binary, bars(m, url.searchParams));
  else if (what === 'values') {
    const found = values(m, url.searchParams);
    if (found) named(found);
    else send(problem, JSON.stringify({ detail: `column 1: unknown: '${url.searchParams.get('expression')}'` }), 400);
  } else if (what === 'trades') send('application/json', JSON.stringify(trades(m, run[1])));
  else if (what === 'curves') named(curves(m, run[1]));
  else if (what === 'forecasts') send(binary, forecasts(m));
  else send('text/plain', 'no such thing', 404);
}
