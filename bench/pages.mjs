// The budgets of the pages, measured on the built product with a data folder of its own; docs/benchmarks/workspace.md tells how to read it:
//   node bench/pages.mjs [--only part,part] [--pictures FOLDER]
// Needs the built server, browser tests (their copy of Playwright) and bench/Bench (for the heap), and /usr/bin/chromium-headless-shell.
import { launch, visitor } from './pages/browser.mjs';
import { Server } from './pages/server.mjs';
import { demoMarket, files, imported, run, specs } from './pages/runs.mjs';
import { measured, note, print } from './pages/table.mjs';
import { parts } from './pages/parts.mjs';

const option = name => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : null;
const only = option('--only')?.split(','), folder = option('--pictures'), began = Date.now();
const server = new Server(), browser = await launch('--renderer-process-limit=6');
const visitorOf = options => visitor(browser, server, options);

// The two long runs and their series; made when the first part asks for them.
let long;
const made = ids => long ??= (async () => {
  const someone = await visitorOf();
  for (const [symbol, make] of Object.entries(files)) {
    const ms = await imported(someone, symbol, make());
    note(`import of ${symbol === 'MINUTES' ? '350,000' : '100,000'} minute bars, from the file to the series`, ms, 'ms');
  }
  await someone.context.close();
  return Object.assign(ids, { large: await run(server, specs.large), many: await run(server, specs.many) });
})();

try {
  await server.start();
  await demoMarket(server);
  const ids = { quick: await run(server, specs.quick) }, bench = { server, browser, visitorOf, ids, folder };
  for (const [name, part] of Object.entries(parts)) {
    if (only ? only.includes(name) : name !== 'pictures' || folder) {
      if (['wire', 'large', 'pictures'].includes(name)) await measured('the long runs', () => made(ids));
      const done = await measured(name, () => part(bench), { pictures: 600, memory: 300, progress: 200 }[name] ?? 120);
      // What a part that was cut off left open would be measured with the next one.
      if (!done) await Promise.all(browser.contexts().map(context => context.close()));
    }
  }
} finally {
  await browser.close();
  await server.dispose();
}
process.exitCode = print((Date.now() - began) / 1000) > 0 ? 1 : 0;
