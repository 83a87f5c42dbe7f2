// A library of 10,000 runs: rows of the database, copied from finished ones while the server is down; then the page of the runs.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, playwrightNode } from './browser.mjs';

// Runs in the Node.js of Playwright, which has SQLite. A row without a checksum is taken as it is.
const copying = `
  const { DatabaseSync } = require('node:sqlite');
  const [path, count] = process.argv.slice(1), db = new DatabaseSync(path);
  const names = table => db.prepare('PRAGMA table_info(' + table + ')').all().map(c => c.name);
  const columns = (table, without) => names(table).filter(c => !without.includes(c));
  const number = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") ";
  const copy = (table, id, changed, key) => {
    const kept = columns(table, [id, 'Sum', ...Object.keys(changed)]);
    db.exec(number + 'INSERT INTO ' + table + ' (' + [id, ...Object.keys(changed), ...kept].join(', ') + ') SELECT '
      + ["printf('%016x', n.i + 4096)", ...Object.values(changed), ...kept.map(c => 't.' + c)].join(', ')
      + ' FROM n, ' + table + ' t WHERE t.' + id + ' = (SELECT Id FROM Jobs'
      + ' WHERE Kind = \\'simulation\\' AND LOWER(State) = \\'succeeded\\''
      + ' ORDER BY Created LIMIT 1)');
  };
  db.exec('BEGIN');
  copy('Jobs', 'Id', { Name: "t.Name || ' ' || n.i" });
  copy('Results', 'JobId', { Sharpe: 't.Sharpe + n.i * 0.0001', ReturnFraction: 't.ReturnFraction + n.i * 0.0001' });
  db.exec('COMMIT');
  console.log(db.prepare('SELECT COUNT(*) AS runs FROM Jobs').get().runs);
`;

export async function fill(server, count = 10_000) {
  await server.stop();
  const text = execFileSync(playwrightNode, ['--no-warnings', '-e', copying, join(server.data, 'simulator.db'), String(count)]);
  await server.start();
  return Number(text);
}

const settled = (page, what) => page.evaluate(code => new Promise(done => {
  const test = new Function(`return (${code})()`);
  const look = () => {
    if (test()) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - (window.clickedAt ?? 0))));
    else setTimeout(look, 8);
  };
  look();
}), `${what}`);

const first = () => document.querySelector('main .list tbody td a')?.textContent;

// Milliseconds: { opened, sorted, filtered, end }.
export async function library(someone, times = 3) {
  const { page } = someone, found = { opened: [], sorted: [], filtered: [], end: [] };
  await someone.go('simulations'); // the server has just started
  await settled(page, () => document.querySelector('main .list tbody td a'));
  for (let i = 0; i < times; i++) {
    await someone.go('simulations', { waitUntil: 'commit' });
    found.opened.push(await settled(page, () => document.querySelector('main .list tbody td a')));
    await page.evaluate(`window.before = (${first})(); window.clickedAt = performance.now();`
      + 'document.querySelectorAll("main .list th .sortable-column-header")[4].click()');
    found.sorted.push(await settled(page, () => {
      const a = document.querySelector('main .list tbody td a');
      return a && a.textContent !== window.before;
    }));
    await page.evaluate(() => { window.clickedAt = performance.now(); const box = document.querySelector('main .list .mud-table-container');
      box.scrollTop = box.scrollHeight; });
    found.end.push(await settled(page, () => {
      const frame = document.querySelector('main .list .mud-table-container').getBoundingClientRect();
      return [...document.querySelectorAll('main .list tbody td a')].some(a => {
        const b = a.getBoundingClientRect();
        return b.bottom > frame.bottom - 90 && b.top < frame.bottom;
      });
    }));
    await page.locator('#runs-search').fill('cross 9999');
    await page.evaluate(() => { window.clickedAt = performance.now(); });
    found.filtered.push(await settled(page, () => {
      const all = [...document.querySelectorAll('main .list tbody td a')];
      return all.length > 0 && all.every(a => a.textContent.includes('9999'));
    }));
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}
