// A made market of one-minute bars as a CSV file, always the same: a random walk of a trading day after the other.
const day = 86_400_000;

// mulberry32: small, seeded, the same everywhere.
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function minutes(bars, { seed = 350, perDay = 390, from = Date.UTC(2019, 0, 2, 14, 30) } = {}) {
  const next = random(seed), lines = ['time,open,high,low,close,volume'];
  let price = 100, opened = from;
  for (let i = 0; i < bars; i++) {
    const minute = i % perDay;
    if (i > 0 && minute === 0) opened = nextWeekday(opened);
    const open = price, wide = 0.0004 * price;
    price = Math.max(1, price * (1 + 0.0012 * (next() - 0.5)));
    const high = Math.max(open, price) + wide * next(), low = Math.min(open, price) - wide * next();
    const time = new Date(opened + minute * 60_000).toISOString().slice(0, 19) + 'Z';
    lines.push(`${time},${[open, high, low, price].map(p => p.toFixed(3)).join(',')},${Math.round(100 + 900 * next())}`);
  }
  return lines.join('\n') + '\n';
}

function nextWeekday(time) {
  do time += day; while ([0, 6].includes(new Date(time).getUTCDay()));
  return time;
}
