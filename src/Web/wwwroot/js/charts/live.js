// The learning curves of a running job: points are appended, charts are drawn, nothing else on the page moves.
import { lines } from './statistics.js';

const share = 10, least = 50, most = 1500; // of the time; ms between two drawings
const pause = ms => new Promise(done => setTimeout(done, ms));

// Draws one thing after the other, only what can be seen, and for about a tenth of the time: whoever watches a training must not take
// the processors from it. Of a job that has ended, everything is drawn at once: it may be printed.
function brush(ended) {
  const waiting = new Map(), seen = new Set(), drawn = new Set(); // waiting: host → how it is drawn
  let busy = false, done = false;
  // What was never drawn goes first.
  function next() {
    const able = ended ? [...waiting] : document.hidden ? [] : [...waiting].filter(([host]) => seen.has(host));
    return able.find(([host]) => !drawn.has(host)) ?? able[0];
  }
  async function work() {
    if (busy) return;
    busy = true;
    try {
      for (let found = next(); found && !done; found = next()) {
        const [host, draw] = found, began = performance.now(), isFirst = !drawn.has(host);
        waiting.delete(host);
        drawn.add(host);
        await draw();
        await pause(ended ? 0 : isFirst ? least : Math.min(most, Math.max(least, (share - 1) * (performance.now() - began))));
      }
    } finally { busy = false; }
  }
  const watcher = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target);
    work();
  }, { rootMargin: '300px' });
  document.addEventListener('visibilitychange', work);
  return {
    watch(host) { watcher.observe(host); },
    ask(host, draw) { waiting.set(host, draw); work(); },
    dispose() { done = true; watcher.disconnect(); document.removeEventListener('visibilitychange', work); },
  };
}

// `words`: names of the lines of the sample paths and of their axis; `ended`: there is no training any more.
export function create(element, json, words, ended) {
  const panels = JSON.parse(json).map(p => ({
    ...p, lines: new Map(), drawing: null, host: element.querySelector(`[data-panel="${p.id}"]`),
  }));
  const painter = brush(ended);

  const list = panel => [...panel.lines.values()];
  function draw(panel) {
    panel.drawing?.dispose();
    panel.drawing = null;
    panel.host.replaceChildren();
    if (panel.lines.size > 0) panel.host.dataset.points ??= 0; // its height is known before it is drawn
    if (panel.lines.size > 0) panel.drawing = lines(panel.host, { ...panel, lines: list(panel) });
    else panel.host.textContent = panel.empty;
  }
  const redraw = () => panels.forEach(draw);
  document.addEventListener('themechange', redraw);
  for (const panel of panels) {
    draw(panel);
    painter.watch(panel.host);
  }

  let paths = null, drawn = null, pathsHost = null;
  async function drawPaths() {
    if (!paths) return;
    const line = (name, color, values, bold) => ({ name, color, bold, points: [[0, 0], ...values.map((y, i) => [i + 1, y])] });
    const draws = paths.drawn.map((p, i) => line(words.draw.replace('{number}', i + 1), 'accent-thin', p, false));
    const shown = [...draws, line(words.happened, 'down', paths.real, true)];
    if (drawn) { await drawn.update(shown); return; }
    pathsHost.replaceChildren();
    drawn = lines(pathsHost, { lines: shown, format: 'percent', xTitle: words.axis });
  }
  const redrawPaths = () => { drawn?.dispose(); drawn = null; drawPaths(); };
  document.addEventListener('themechange', redrawPaths);

  return {
    // What the generator draws now: {real: [bar], drawn: [path][bar]}.
    paths(json) {
      paths = JSON.parse(json);
      if (!pathsHost) {
        pathsHost = element.querySelector('[data-paths]');
        if (!pathsHost) return;
        painter.watch(pathsHost);
      }
      painter.ask(pathsHost, drawPaths);
    },
    // Points as [panel id, line, colour, dashed, x, y].
    push(json) {
      const changed = new Set();
      for (const [id, name, color, dashed, x, y] of JSON.parse(json)) {
        const panel = panels.find(p => p.id === id);
        if (!panel.lines.has(name)) panel.lines.set(name, { name, color, dashed, points: [] });
        panel.lines.get(name).points.push([x, y]);
        changed.add(panel);
      }
      for (const panel of changed) {
        panel.host.dataset.points = list(panel).reduce((sum, l) => sum + l.points.length, 0);
        painter.ask(panel.host, async () => {
          if (panel.drawing) await panel.drawing.update(list(panel));
          else draw(panel);
        });
      }
    },
    dispose() {
      painter.dispose();
      document.removeEventListener('themechange', redraw);
      document.removeEventListener('themechange', redrawPaths);
      panels.forEach(p => p.drawing?.dispose());
      drawn?.dispose();
    },
  };
}
