// Runs that are long: from the click in the list of runs to the readable report, the trades sorted and scrolled.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './browser.mjs';

const frames = (page, what) => page.evaluate(code => new Promise(done => {
  const began = performance.now(), test = new Function(`return (${code})()`);
  const look = () => {
    if (test()) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - (window.clickedAt ?? began))));
    else setTimeout(look, 8);
  };
  look();
}), `${what}`);

async function clicked(locator) {
  await locator.evaluate(e => { window.clickedAt = performance.now(); e.click(); });
}

// From the click on a run to its sentence and its drawn chart: milliseconds { sentence, chart }.
export async function opened(someone, name, times = 3) {
  const { page } = someone, sentence = [], chart = [];
  for (let i = 0; i <= times; i++) {
    await someone.go('simulations');
    const link = page.getByRole('link', { name, exact: true }).first();
    await link.waitFor();
    await clicked(link);
    const first = await frames(page, () => document.querySelector('main .sentence'));
    const second = await frames(page, () => document.querySelector('main .workspace')?.dataset.drawn);
    if (i > 0) { sentence.push(first); chart.push(second); }
  }
  return { sentence: median(sentence), chart: median(chart) };
}

// The list of trades: from the click on its tab to its rows, from a heading to the sorted rows, from a jump to the end to its last row.
export async function trades(someone, id) {
  const { page } = someone, found = {};
  await someone.go(`simulations/${id}`);
  await page.locator('main .sentence').waitFor();
  await page.waitForFunction(() => document.querySelector('main .workspace')?.dataset.drawn);
  await clicked(page.getByRole('tab', { name: 'Trades' }));
  found.listed = await frames(page, () => document.querySelector('#trades-list tbody [id^=trade-]'));
  const heading = page.locator('#trades-list th').filter({ hasText: 'Return' }).locator('.sortable-column-header').first();
  await page.evaluate(() => { window.firstTrade = document.querySelector('#trades-list tbody [id^=trade-]').id; });
  await clicked(heading);
  found.sorted = await frames(page, () => {
    const first = document.querySelector('#trades-list tbody [id^=trade-]');
    return first && first.id !== window.firstTrade;
  });
  await page.evaluate(() => {
    window.clickedAt = performance.now();
    const frame = document.querySelector('#trades-list .mud-table-container') ?? document.querySelector('#trades-list');
    const box = frame.scrollHeight > frame.clientHeight ? frame : document.querySelector('#trades-list');
    box.scrollTop = box.scrollHeight;
    window.box = box;
  });
  found.scrolled = await frames(page, () => {
    const rows = [...document.querySelectorAll('#trades-list tbody [id^=trade-]')], frame = window.box.getBoundingClientRect();
    return rows.some(r => { const b = r.getBoundingClientRect(); return b.bottom > frame.bottom - 80 && b.top < frame.bottom; });
  });
  return found;
}

// Pictures to look at, in folder: name-width-theme.png, and of the trades.
export async function pictures(visitorOf, folder, name, id) {
  mkdirSync(folder, { recursive: true });
  for (const theme of ['light', 'dark']) {
    for (const width of [1440, 1024, 390]) {
      const someone = await visitorOf({ width, height: width < 500 ? 844 : 900, theme }), { page } = someone;
      for (const [tab, query] of [['report', ''], ['trades', '?tab=trades'], ['fills', '?tab=fills']]) {
        await someone.go(`simulations/${id}${query}`);
        await page.waitForFunction(() => document.querySelector('main .workspace')?.dataset.drawn);
        await page.waitForTimeout(800);
        await page.screenshot({ path: join(folder, `${name}-${tab}-${width}-${theme}.png`), fullPage: true });
      }
      await someone.context.close();
    }
  }
}
