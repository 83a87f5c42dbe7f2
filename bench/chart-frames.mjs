// How quickly the chart workspace opens and moves, in headless Chromium, with data made here (bench/charts):
//   node bench/chart-frames.mjs [port] [source …]
// Needs the built browser tests (their copy of Playwright) and /usr/bin/chromium-headless-shell. Prints one line of JSON a measurement.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './charts/page.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..'), port = Number(process.argv[2] ?? 20_481);
const built = ['Release', 'Debug'].map(c => join(root, `tests/Browser.Tests/bin/${c}/net10.0/.playwright/package`));
const packages = [process.env.PLAYWRIGHT_PACKAGE, ...built];
const found = packages.find(p => p && existsSync(p));
if (!found) throw new Error('Playwright was not found: build tests/Browser.Tests first, or set PLAYWRIGHT_PACKAGE.');
const { chromium } = createRequire(import.meta.url)(found);

const server = await serve(port);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
});
const say = (what, figures) => console.log(JSON.stringify({ what, ...figures }));

async function open(source) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/?source=${source}`);
  await page.waitForFunction(() => document.querySelector('.workspace').dataset.state === 'ready', null, { timeout: 60_000 });
  return page;
}

// From the start of the script to the second frame after the bars were drawn; the second visit, so that the server's data is made.
async function opening(source) {
  await (await open(source)).close();
  const page = await open(source);
  const ms = await page.evaluate(() => new Promise(done => {
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  }));
  say('open', { source, ms: Math.round(ms) });
  return page;
}

// Drags to and fro for some seconds while every frame is counted.
async function panning(page, source, what) {
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    window.frames_ = [];
    const note = now => { window.frames_.push(now); window.counting = requestAnimationFrame(note); };
    window.counting = requestAnimationFrame(note);
  });
  const box = await page.locator('[data-host]').boundingBox(), y = box.y + box.height * 0.3;
  for (let drag = 0; drag < 4; drag++) {
    const right = drag % 2 === 0, from = box.x + box.width * (right ? 0.2 : 0.8), by = (right ? 1 : -1) * box.width * 0.6;
    await page.mouse.move(from, y);
    await page.mouse.down();
    for (let i = 1; i <= 60; i++) await page.mouse.move(from + by * i / 60, y);
    await page.mouse.up();
  }
  const times = await page.evaluate(() => { cancelAnimationFrame(window.counting); return window.frames_; });
  const gaps = times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b);
  say('pan', {
    source, zoom: what, framesPerSecond: Math.round(10_000 * gaps.length / (times.at(-1) - times[0])) / 10,
    median: Math.round(gaps[gaps.length >> 1] * 10) / 10, p95: Math.round(gaps[Math.floor(gaps.length * 0.95)] * 10) / 10,
    perPoint: Number(await page.locator('.workspace').getAttribute('data-per-point')),
  });
}

async function zoom(page, clicks) {
  const box = await page.locator('[data-host]').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.3);
  for (let i = 0; i < clicks; i++) await page.mouse.wheel(0, -200);
}

const asked = process.argv.slice(3);
for (const source of asked.length ? asked : ['series/MINUTE100K', 'runs/MANY', 'series/MINUTE1M']) {
  const page = await opening(source);
  await panning(page, source, 'all');
  await zoom(page, 12);
  await panning(page, source, 'near');
  await zoom(page, 16);
  await panning(page, source, 'nearer');
  await page.close();
}

// Making and removing the chart fifty times leaves nothing behind.
{
  const page = await open('runs/FEW');
  const heap = () => page.evaluate(() => { gc(); gc(); return performance.memory.usedJSHeapSize; });
  const turns = count => page.evaluate(async n => {
    window.chart?.dispose();
    for (let i = 0; i < n; i++) { const chart = await window.make(); chart.dispose(); }
  }, count);
  await turns(10);
  const before = await heap();
  await turns(50);
  const after = await heap();
  const left = await page.evaluate(() => document.querySelector('[data-host]').childElementCount);
  say('50 times made and removed', { grownKiB: Math.round((after - before) / 1024), elementsLeft: left });
  await page.close();
}
await browser.close();
server.close();
