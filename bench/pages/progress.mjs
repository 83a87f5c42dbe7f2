// From a worker's message to the pixel: the tap notes when each message passed, a tab notes when the words on the page changed.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { launch, percentile } from './browser.mjs';
import { pause } from './server.mjs';
import { run, specs } from './runs.mjs';

// In the watching tab: after every change of the sentence, the words and the time of the frame that shows them.
function observe() {
  window.seen = [];
  window.since = Date.now();
  let last = '';
  const note = () => {
    const words = document.querySelector('main .stages [aria-current=step] .soft')?.textContent ?? '';
    if (words === last) return;
    last = words;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // A task of its own comes after the frame was painted.
      channel.port1.onmessage = () => window.seen.push([Date.now(), words]);
      channel.port2.postMessage(null);
    });
  };
  new MutationObserver(note).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true });
}

const normal = words => words.toLowerCase().replace(/\s+/g, ' ');

function compared(messages, seen) {
  const shown = [], told = [];
  for (const [at, words] of seen) {
    const message = messages.findLast(m => m.at <= at && normal(words).includes(normal(m.doing)));
    if (!message) continue;
    shown.push(at - message.at);
    told.push({ at, number: messages.indexOf(message) });
  }
  // Every message, also one that a later one overtook: until it or a later one stood on the page.
  const all = messages.map((m, i) => told.find(t => t.number >= i)).map((t, i) => t && t.at - messages[i].at).filter(Boolean);
  return { shown, all };
}

// Milliseconds: of messages that were shown, and of all of them; while `circuits` tabs watch the same run.
export async function progress(browser, server, circuits = 50, seconds = 20) {
  writeFileSync(server.tapped, '');
  // The spare worker was started before, without the tap: another run takes it.
  await run(server, { ...specs.quick, name: 'Takes the spare worker', seed: Math.floor(Math.random() * 1e6) });
  await pause(3000);
  const id = await server.submit('simulation', specs.slow), size = { viewport: { width: 1024, height: 768 } };
  // Fifty people have fifty machines: the one who watches has a browser of their own.
  const own = await launch(), context = await browser.newContext(size), first = await own.newContext(size);
  try {
    const pages = [];
    for (let i = 0; i < circuits; i++) {
      const page = await (i === 0 ? first : context).newPage();
      await page.goto(`${server.address}simulations/${id}`, { waitUntil: 'commit' });
      pages.push(page);
      await page.locator('main .stages').waitFor({ timeout: 60_000 });
      // The circuits and documents of the others live here, but nobody paints them.
      if (i > 0) await page.evaluate(() => { document.documentElement.style.display = 'none'; });
    }
    const watching = pages[0];
    await watching.bringToFront();
    await watching.locator('main .stages [aria-current=step] .soft').waitFor({ timeout: 60_000 });
    await watching.evaluate(observe);
    await pause(seconds * 1000);
    const seen = await watching.evaluate(() => window.seen);
    const since = await watching.evaluate(() => window.since);
    const { shown, all } = compared(messages(server).filter(m => m.at >= since), seen);
    if (shown.length < 10) throw new Error(`only ${shown.length} of ${seen.length} changes were found among the worker's ${messages(server).length} messages, ${messages(server).filter(m => m.at >= since).length} of them in time`);
    return {
      circuits: pages.length, messages: all.length, shown: shown.length,
      median: percentile(shown, 0.5), p95: percentile(shown, 0.95), p95OfAll: percentile(all, 0.95),
    };
  } finally {
    rmSync(server.tapped, { force: true });
    await Promise.all([context.close(), own.close()]);
    await fetch(`${server.address}api/jobs/${id}/cancel`, { method: 'POST' });
  }
}

const messages = server => readFileSync(server.tapped, 'utf8').split('\n').flatMap(line => {
  const [at, text] = line.split('\t');
  try {
    const message = JSON.parse(text), doing = message.event?.doing;
    return doing ? [{ at: Number(at), doing }] : [];
  } catch { return []; }
});
