// From a keystroke in the rules of a new simulation to its preview on the chart.
import { median } from './browser.mjs';

// Milliseconds; null where the page has no preview.
export async function preview(someone, times = 8) {
  const { page } = someone, found = [];
  await someone.go('new?preset=rules');
  const stamp = page.locator('[data-preview-stamp]').first();
  if (!await stamp.waitFor({ state: 'attached', timeout: 15_000 }).then(() => true, () => false)) return null;
  const editor = page.locator('.cm-content').first();
  await editor.click();
  // With a nought more or less it is a rule either way.
  await page.keyboard.press('Control+A');
  await page.keyboard.type('close > 10');
  await page.waitForTimeout(3_000);
  for (let i = 0; i < times; i++) {
    await page.evaluate(() => {
      const element = document.querySelector('[data-preview-stamp]'), before = element.dataset.previewStamp;
      window.redrawn = new Promise(done => {
        let pressed = null;
        addEventListener('keydown', () => { pressed ??= performance.now(); }, { capture: true, once: true });
        const look = () => {
          const now = document.querySelector('[data-preview-stamp]')?.dataset.previewStamp;
          if (pressed !== null && now && now !== before) requestAnimationFrame(() => done(performance.now() - pressed));
          else setTimeout(look, 2);
        };
        look();
      });
    });
    await page.keyboard.press(i % 2 === 0 ? '0' : 'Backspace');
    const ms = await Promise.race([page.evaluate(() => window.redrawn), page.waitForTimeout(10_000).then(() => null)]);
    if (ms === null) throw new Error('the preview did not change within 10 s of a keystroke');
    found.push(ms);
    await page.waitForTimeout(400);
  }
  return median(found);
}
