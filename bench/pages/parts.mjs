// The measurements in their order; each notes its figures beside their budgets.
import { chartFrames } from './charts.mjs';
import { interactive, pagesOf } from './interactive.mjs';
import { fill, library } from './library.mjs';
import { opened, pictures, trades } from './large.mjs';
import { perChart, perCircuit } from './memory.mjs';
import { preview } from './preview.mjs';
import { progress } from './progress.mjs';
import { sweep } from './sweep.mjs';
import { note } from './table.mjs';
import { report } from './wire.mjs';

export const parts = {
  // First: what later parts leave in the server's caches would be counted, and what expires subtracted.
  async memory({ browser, server, visitorOf, ids }) {
    if (!server.hasProbe) throw new Error('build bench/Bench first');
    for (const [name, path] of [['Home', ''], ['a report', `simulations/${ids.quick}`]]) {
      const { heap, workingSet } = await perCircuit(browser, server, path);
      note(`memory of an idle circuit on ${name}, server`, heap / 1000, 'kB', { how: `working set ${Math.round(workingSet / 1000)} kB` });
    }
    note('memory of a live chart, browser', await perChart(await visitorOf(), `simulations/${ids.quick}`) / 1000, 'kB');
  },
  async pages({ visitorOf, ids }) {
    const someone = await visitorOf();
    for (const [name, path, content] of pagesOf(ids)) {
      const { content: shown, answered } = await interactive(someone, path, content);
      note(`${name} answers a click, warm`, answered, 'ms', { most: 1000, how: `content after ${shown} ms` });
    }
  },
  async charts() {
    const found = await chartFrames('series/MINUTE100K', 'runs/MANY');
    const names = { 'series/MINUTE100K': '100,000 bars', 'runs/MANY': '100,000 bars, 5,000 trades, every pane' };
    for (const f of found.filter(f => f.what === 'open')) note(`${names[f.source]} shown`, f.ms, 'ms', { most: 1000 });
    for (const [source, name] of Object.entries(names)) {
      const least = Math.min(...found.filter(f => f.what === 'pan' && f.source === source).map(f => f.framesPerSecond));
      note(`${name} dragged, the slowest of three zooms`, least, 'fps', { least: 50 });
    }
  },
  async preview({ visitorOf }) {
    note('preview after a keystroke', await preview(await visitorOf()), 'ms', { most: 150 });
  },
  async sweep({ visitorOf }) {
    const { started, opened: again } = await sweep(await visitorOf());
    note('sweep of 1,000 pairs, from Start to the drawn map', started, 'ms', { most: 1500 });
    note('finished sweep of 1,000 pairs, from its link to the drawn map', again, 'ms', { most: 1500 });
  },
  async progress({ browser, server }) {
    const { circuits, messages, median, p95, p95OfAll } = await progress(browser, server);
    const how = `${circuits} circuits, ${messages} messages, median ${Math.round(median)} ms`;
    note('progress from worker to pixel, 95th percentile of what is shown', p95, 'ms', { most: 250, how });
    note('progress, 95th percentile of all messages, overtaken ones too', p95OfAll, 'ms');
  },
  async wire({ browser, server, ids }) {
    for (const [name, id, budgets] of [['report', ids.quick, [600, 50]], ['report of 5,000 trades', ids.many, []]]) {
      const visits = await report(browser, server, id);
      visits.forEach(({ http, socket, largest }, i) => note(
        `${name}, ${i === 0 ? 'first' : 'second'} visit on the wire`, (http + socket) / 1000, 'kB',
        { most: budgets[i], how: `files ${Math.round(http / 1000)}, socket ${Math.round(socket / 1000)}; most ${largest[0]?.path}` },
      ));
    }
  },
  async large({ visitorOf, ids }) {
    const someone = await visitorOf();
    for (const [what, name] of [['run of 350,000 minutes', '350,000 minutes'], ['run of 5,000 trades', '5,000 trades']]) {
      const { sentence, chart } = await opened(someone, name);
      note(`${what}, from the click to the report`, sentence, 'ms', { most: 1000 });
      note(`${what}, from the click to the drawn chart`, chart, 'ms');
    }
    const { listed, sorted, scrolled } = await trades(someone, ids.many);
    note('5,000 trades listed', listed, 'ms');
    note('5,000 trades sorted', sorted, 'ms');
    note('5,000 trades scrolled to the last', scrolled, 'ms');
  },
  async pictures({ visitorOf, ids, folder }) {
    for (const name of ['large', 'many']) await pictures(visitorOf, folder, name, ids[name]);
  },
  async library({ server, visitorOf }) {
    const runs = await fill(server), { opened: shown, sorted, filtered, end } = await library(await visitorOf());
    const count = runs.toLocaleString('en');
    note(`${count} runs in the library: the page shows them`, shown, 'ms', { most: 1000 });
    note(`${count} runs sorted`, sorted, 'ms');
    note(`${count} runs, the last one scrolled to`, end, 'ms');
    note(`${count} runs searched`, filtered, 'ms');
  },
};
