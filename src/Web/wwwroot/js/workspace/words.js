// Every word that the chart itself writes.
const whole = new Intl.NumberFormat('en-US');

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
  noResult: '',
  splits: { validation: 'Beginning of the validation part', test: 'Beginning of the test part' },
  sides: (longs, shorts) => `${whole.format(longs)} long, ${whole.format(shorts)} short`,
  at: 'at',
  clusterHint: 'Click to zoom in',
  noExpression: 'Type an expression, for example sma(close, 50).',
  alreadyShown: expression => `${expression} is shown already.`,
  note: 'note', noteField: 'Text of the note',
  drawingsKept: 'Drawings are kept in this browser and saved when the server answers again.',
  drawingsMerged: 'Another tab changed the drawings, too: the changes of both are kept.',
  drawingsGone: 'Another tab deleted drawings that were shown here. Undo (Ctrl+Z on the chart) brings them back.',
  drawingsRefused: reason => `Drawings were not saved: ${reason}`,
  believed: horizon => horizon === 1 ? 'Forecast of the next bar' : `Forecast of ${whole.format(horizon)} bars later`,
  shares: ['95 %', '80 %', '50 %'],
  rows: (shown, total) => shown < total
    ? `The last ${whole.format(shown)} of ${whole.format(total)} bars in view.`
    : `${whole.format(total)} bars in view.`,
  columns: { time: 'Time', open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: 'Volume' },
};
