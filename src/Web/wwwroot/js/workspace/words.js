// Every word that the chart itself writes. The texts are the page's, in the language of the person; a {name} in one is filled here.
const whole = new Intl.NumberFormat('en-US');
let texts = {};

<<<<<<< HEAD
export function speak(given) { texts = given ?? {}; }

const text = (key, values) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) =>
  typeof values[name] === 'number' ? whole.format(values[name]) : values[name] ?? '');
const counted = (count, one, many) => count === 1 ? text(one, {}) : text(many, { count });

const made = {
  remove: title => text('remove', { title }),
  joined: bars => text('joined', { bars }),
  finerFailed: reason => text('finerFailed', { reason }),
  trades: count => counted(count, 'oneTrade', 'someTrades'),
  wins: (won, count) => text('wins', { won, count }),
  tradeOf: (number, count, result) => result ? text('tradeWithResult', { number, count, result }) : text('tradeOf', { number, count }),
=======
export const words = {
  remove: title => `Remove ${title}`,
  joined: bars => `${whole.format(bars)} bars a point`,
  loading: 'Loading prices…',
  empty: 'This series has no bars.',
  retry: 'Retry',
  offline: 'Offline: shown from what is loaded. Finer bars come when the server answers again.',
  finerFailed: reason => `Finer bars could not be loaded: ${reason}`,
  equity: 'Equity', drawdown: 'Drawdown', position: 'Position, units', weight: 'Share of the account', forecast: 'Forecast',
  benchmark: 'benchmark', median: 'median', lower: '80 % from', upper: 'to',
  before: 'before the test', training: 'training', validation: 'validation', test: 'test',
  long: 'Long', short: 'Short', open: 'open', entry: 'Entry', exit: 'Exit', profit: 'Profit', size: 'Size',
  trades: count => count === 1 ? '1 trade' : `${whole.format(count)} trades`,
  wins: (won, count) => `${whole.format(won)} of ${whole.format(count)} with profit`,
  tradeOf: (number, count, result) => `Trade ${whole.format(number)} of ${whole.format(count)}${result ? `, ${result}` : ''}`,
>>>>>>> 563dc7fd3112b28b4ce67bfd05aba236419de43b
  noResult: '',
  sides: (longs, shorts) => text('sides', { longs, shorts }),
  alreadyShown: expression => text('alreadyShown', { expression }),
  drawingsRefused: reason => text('drawingsRefused', { reason }),
  believed: horizon => counted(horizon, 'believedNext', 'believedLater'),
  shares: ['95 %', '80 %', '50 %'],
  rows: (shown, count) => shown < count ? text('someRows', { shown, count }) : text('allRows', { count }),
  dayHint: (first, last) => text('dayHint', { first, last }),
  serverStatus: status => text('serverStatus', { status: String(status) }),
  notInFile: expression => text('notInFile', { expression }),
  badBlock: (magic, found) => text('badBlock', { magic, found }),
};

export const words = new Proxy(made, { get: (own, key) => own[key] ?? texts[key] ?? key });
