// Every word that the chart itself writes. The texts are the page's, in the language of the person; a {name} in one is filled here.
const whole = new Intl.NumberFormat('en-US');
let texts = {};

// Takes the texts, or the address of a file of them, which the browser keeps.
export async function speak(given) {
  if (typeof given !== 'string') { texts = given ?? {}; return; }
  for (let tries = 0; tries < 3; tries++) {
    try {
      const answer = await fetch(given);
      if (answer.ok) { texts = await answer.json(); return; }
    } catch { /* the network is gone for a moment */ }
    await new Promise(done => setTimeout(done, 500));
  }
  console.warn('The words of the chart were not loaded: it shows their names.');
}

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
  noResult: '',
  sides: (longs, shorts) => text('sides', { longs, shorts }),
  alreadyShown: expression => text('alreadyShown', { expression }),
  drawingsRefused: reason => text('drawingsRefused', { reason }),
  believed: horizon => counted(horizon, 'believedNext', 'believedLater'),
  shares: ['95 %', '80 %', '50 %'],
  widens: reason => text('reasonWidens', reason),
  narrows: reason => text('reasonNarrows', reason),
  raises: reason => text('reasonRaises', reason),
  lowers: reason => text('reasonLowers', reason),
  rows: (shown, count) => shown < count ? text('someRows', { shown, count }) : text('allRows', { count }),
  dayHint: (first, last) => text('dayHint', { first, last }),
  serverStatus: status => text('serverStatus', { status: String(status) }),
  notInFile: expression => text('notInFile', { expression }),
  badBlock: (magic, found) => text('badBlock', { magic, found }),
};

export const words = new Proxy(made, { get: (own, key) => own[key] ?? texts[key] ?? key });
