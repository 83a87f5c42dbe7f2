// The learning curves of a running job: points are appended, three charts are drawn, nothing else on the page moves.
import { lines } from './statistics.js';

// `words`: names of the lines of the sample paths and of their axis.
export function create(element, json, words) {
  const panels = JSON.parse(json).map(p => ({
    ...p, lines: new Map(), drawing: null, host: element.querySelector(`[data-panel="${p.id}"]`),
  }));

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
  panels.forEach(draw);

  let paths = null, drawn = null;
  function drawPaths() {
    const host = element.querySelector('[data-paths]');
    if (!host || !paths) return;
    const line = (name, color, values, bold) => ({ name, color, bold, points: [[0, 0], ...values.map((y, i) => [i + 1, y])] });
    const draws = paths.drawn.map((p, i) => line(words.draw.replace('{number}', i + 1), 'accent-thin', p, false));
    const shown = [...draws, line(words.happened, 'down', paths.real, true)];
    if (drawn) { drawn.update(shown); return; }
    host.replaceChildren();
    drawn = lines(host, { lines: shown, format: 'percent', xTitle: words.axis });
  }
  const redrawPaths = () => { drawn?.dispose(); drawn = null; drawPaths(); };
  document.addEventListener('themechange', redrawPaths);

  return {
    // What the generator draws now: {real: [bar], drawn: [path][bar]}.
    paths(json) { paths = JSON.parse(json); drawPaths(); },
    // Points as [panel id, line, colour, x, y].
    async push(json) {
      const changed = new Set();
      for (const [id, name, color, dashed, x, y] of JSON.parse(json)) {
        const panel = panels.find(p => p.id === id);
        if (!panel.lines.has(name)) panel.lines.set(name, { name, color, dashed, points: [] });
        panel.lines.get(name).points.push([x, y]);
        changed.add(panel);
      }
      for (const panel of changed) {
        if (panel.drawing) await panel.drawing.update(list(panel));
        else draw(panel);
        panel.host.dataset.points = list(panel).reduce((sum, l) => sum + l.points.length, 0);
      }
    },
    dispose() {
      document.removeEventListener('themechange', redraw);
      document.removeEventListener('themechange', redrawPaths);
      panels.forEach(p => p.drawing?.dispose());
      drawn?.dispose();
    },
  };
}
