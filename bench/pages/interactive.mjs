// How long until a page answers: from the navigation until the circuit has answered a click that was made as soon as it could be.
import { median } from './browser.mjs';

// A page, and what stands on it when it shows what it is for.
export const pagesOf = ids => [
  ['Home', '', 'main h1'],
  ['Data', 'data', 'main .list tbody a'],
  ['New', 'new', 'main form'],
  ['Runs', 'simulations', 'main .list tbody a'],
  ['report', `simulations/${ids.quick}`, 'main .sentence'],
  ['sweep', 'sweep', 'main #search-form'],
];

// Runs in the page before its own scripts: clicks "Keyboard shortcuts" as soon as the page's content stands, again every 50 ms as long as
// nothing answers, and notes when the dialog is drawn.
function probe(content) {
  let clicked = 0;
  const now = () => performance.now(), noted = window.measured = {};
  const look = () => {
    if (document.querySelector(content) && !document.querySelector('main .skeleton')) {
      noted.content ??= now();
      if (document.querySelector('[role=dialog]')) {
        requestAnimationFrame(() => requestAnimationFrame(() => { noted.answered ??= now(); }));
        return;
      }
      const button = document.querySelector('.tool-keys');
      if (button && now() - clicked > 50) { clicked = now(); noted.clicked ??= clicked; button.click(); }
    }
    setTimeout(look, 4);
  };
  look();
}

// Median of some warm visits, milliseconds: { content, clicked, answered }.
export async function interactive(someone, path, content, visits = 5) {
  const found = [];
  for (let visit = 0; visit <= visits; visit++) {
    const page = await someone.context.newPage();
    try {
      await page.addInitScript({ content: `(${probe})(${JSON.stringify(content)})` });
      await page.goto(someone.address + path);
      await page.waitForFunction(() => window.measured?.answered, null, { timeout: 30_000, polling: 20 });
      if (visit > 0) found.push(await page.evaluate(() => window.measured));
    } finally {
      await page.close();
    }
  }
  return Object.fromEntries(['content', 'clicked', 'answered'].map(name => [name, Math.round(median(found.map(f => f[name])))]));
}
