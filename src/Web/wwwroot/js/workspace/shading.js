// The parts of the series: what was learned from, what chose between candidates, what the result is measured on.
import { font, token } from './ink.js';
import { edgeAfter, primitive, xAt } from './places.js';
import { words } from './words.js';

const mark = 52; // pixels
const looks = { before: ['bench', 0.1], training: ['bench', 0.1], validation: ['third', 0.1], test: ['bench', 0] };

export function shading(workspace) {
  let parts = [];
  const drawn = primitive((context, { width, height }) => {
    const scale = workspace.chart.timeScale();
    workspace.splits?.place(parts, scale, { width, height });
    context.font = `11px ${font()}`;
    for (const { name, from, to } of parts) {
      const left = Number.isFinite(from) ? xAt(scale, from) : 0;
      const right = Number.isFinite(to) ? xAt(scale, to) : width;
      const a = Math.max(0, left ?? 0), b = Math.min(width, right ?? width);
      if (b - a < 1) continue;
      const [color, alpha] = looks[name];
      context.globalAlpha = alpha;
      context.fillStyle = token(color);
      context.fillRect(a, 0, b - a, height);
      context.globalAlpha = 1;
      context.fillStyle = token('ink-soft');
      // The library's mark stands at the left edge.
      const at = Math.max(a + 6, mark);
      if (b - at > context.measureText(words[name]).width + 6) context.fillText(words[name], at, height - 6);
    }
  }, { zOrder: 'bottom' });
  return Object.assign(drawn, {
    show(w) {
      const { trainEnd, validationEnd, testStart } = workspace.layers.split;
      const train = trainEnd === null ? -Infinity : edgeAfter(w, trainEnd);
      const first = testStart === null ? train : edgeAfter(w, testStart - 1);
      const validation = validationEnd === null ? first : edgeAfter(w, validationEnd);
      const last = w.atEnd ? w.count - 0.5 : Infinity;
      // What learns nothing has one part before the test, which only warms up its indicators.
      parts = trainEnd === null && testStart === null ? [] : [
        { name: trainEnd === null ? 'before' : 'training', from: -Infinity, to: trainEnd === null ? first : train },
        { name: 'validation', from: trainEnd === null ? first : train, to: validation },
        { name: 'test', from: validation, to: last },
      ].filter(p => p.to > p.from);
    },
  });
}
