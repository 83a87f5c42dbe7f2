// What the pages show: series imported through the page, and runs on them.
import { minutes } from './market.mjs';
import { pause } from './server.mjs';

const wholeSeries = { trainFraction: 0, validationFraction: 0 };

export const specs = {
  quick: {
    version: 1, name: 'Quick cross', data: { target: 'DEMO' }, strategy: { kind: 'smaCross', fastBars: 10, slowBars: 30 },
  },
  large: {
    version: 1, name: '350,000 minutes', data: { target: 'MINUTES' }, split: wholeSeries,
    strategy: { kind: 'smaCross', fastBars: 2000, slowBars: 8000 },
  },
  many: {
    version: 1, name: '5,000 trades', data: { target: 'ACTIVE' }, split: wholeSeries, execution: { commissionRate: 0, slippageBps: 0 },
    strategy: { kind: 'smaCross', fastBars: 9, slowBars: 23 },
  },
  // A worker that reports after every epoch, several times a second, for longer than anybody watches.
  slow: {
    version: 1, name: 'Long training', data: { target: 'DEMO' }, features: [{ kind: 'returns', lagsBars: [1, 5] }],
    forecaster: { kind: 'gan', windowBars: 8, hidden: 16, batchSize: 512, criticSteps: 1, seeds: 1, trainFolds: 1, epochs: 100_000, patienceEpochs: 100_000 },
    strategy: { kind: 'agent', agent: { kind: 'ppo' } },
  },
};

export const sweepOfThousand = {
  spec: { version: 1, seed: 1, data: { target: 'DEMO' }, strategy: { kind: 'named', name: 'smaCross' } },
  values: { fast: '2:21:1', slow: '30:79:1' },
};

export const files = { MINUTES: () => minutes(350_000), ACTIVE: () => minutes(100_000, { seed: 5 }) };

// From the choice of the file to the link of the series, milliseconds.
export async function imported(someone, symbol, text) {
  const { page } = someone;
  await someone.go('data');
  await page.waitForFunction(() => document.querySelector('#import-file')?.disabled === false);
  const began = Date.now();
  await page.locator('#import-file').setInputFiles({ name: `${symbol}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('status').getByRole('link', { name: symbol }).waitFor();
  return Date.now() - began;
}

// The built-in market is stored a moment after the first start.
export async function demoMarket(server) {
  for (let i = 0; i < 300; i++, await pause(200)) {
    const found = await fetch(`${server.address}chart/series/DEMO/layers`);
    if (found.ok) return;
  }
  throw new Error('The built-in market did not appear.');
}

export async function run(server, spec) {
  const id = await server.submit('simulation', spec);
  await server.ended(id);
  return id;
}
