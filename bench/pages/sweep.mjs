// A sweep of 1,000 pairs: from the click that starts it, and from the click that opens a finished one, to its drawn map.
import { median } from './browser.mjs';

const form = seed => `sweep?target=DEMO&rule=smaCross&set=fast%3D2:21:1&set=slow%3D${30 + seed}:${79 + seed}:1`;

const drawn = page => page.evaluate(() => new Promise(done => {
  const look = () => {
    if (document.querySelectorAll('main .map tbody td').length >= 1000)
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - window.clickedAt)));
    else setTimeout(look, 8);
  };
  look();
}));

// Clicks in the page, so that the driver's way is not counted.
async function clicked(locator) {
  await locator.evaluate(e => { window.clickedAt = performance.now(); e.click(); });
}

export async function sweep(someone, times = 3) {
  const { page } = someone, started = [], opened = [];
  for (let i = 0; i <= times; i++) {
    await someone.go(form(i));
    const start = page.getByRole('button', { name: 'Start 1,000 runs' });
    await start.waitFor();
    await page.waitForTimeout(3_000); // someone reads the page; the next worker has made itself ready by then
    await clicked(start);
    const ms = await drawn(page);
    if (i > 0) started.push(ms);
  }
  for (let i = 0; i < times; i++) {
    await someone.go('sweep');
    const link = page.locator('main a[href*="run="]').first();
    await link.waitFor();
    await clicked(link);
    opened.push(await drawn(page));
  }
  return { started: median(started), opened: median(opened) };
}
