// Levels, trend lines and notes: the list, what is chosen, undo and redo, and how they are drawn.
import { font, token } from './ink.js';
import { logicalAt, primitive, xAt } from './places.js';
import { words } from './words.js';

const most = 500;

export class Drawings {
  #workspace; #past = []; #future = []; #boxes = []; #labels = []; #labelled = null;

  // `changed` is told of each change of the list.
  constructor(workspace, changed) {
    this.#workspace = workspace;
    this.changed = changed;
    this.list = [];
    this.selected = null;
    this.preview = null;
    this.primitive = primitive((context, size) => this.#paint(context, size), {
      hitTest: (x, y) => this.at(x, y) ? { externalId: 'drawing', zOrder: 'top', cursorStyle: 'move' } : null,
      axis: () => this.#axis(),
    });
  }

  // A list from outside; it is no step of the user's.
  take(list) { this.list = list; this.#shown(); }

  // A list that another tab changed, too: a step back must not take away what that tab added, and brings back what it deleted.
  join(list, added) {
    const withAdded = one => [...one, ...added.filter(d => !one.some(o => o.id === d.id))];
    this.#past = this.#past.map(withAdded);
    this.#future = this.#future.map(withAdded);
    if (this.list.some(d => !list.some(l => l.id === d.id))) this.#past.push(withAdded(this.list));
    this.take(list);
    if (!list.some(d => d.id === this.selected)) this.selected = null;
  }

  // Every change by the user passes here.
  change(list, { keep = true } = {}) {
    if (list.length > most) return;
    if (keep) { this.#past.push(this.list); this.#future = []; }
    this.list = list;
    this.changed(this.list);
    this.#shown();
  }

  undo() { this.#step(this.#past, this.#future); }
  redo() { this.#step(this.#future, this.#past); }
  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }

  #step(from, to) {
    if (from.length === 0) return;
    to.push(this.list);
    this.change(from.pop(), { keep: false });
    if (!this.list.some(d => d.id === this.selected)) this.selected = null;
  }

  add(drawing) {
    const added = { id: crypto.randomUUID?.() ?? `${Date.now()}-${this.list.length}`, text: '', color: 'accent', ...drawing };
    this.selected = added.id;
    this.change([...this.list, added]);
    return added;
  }

  update(id, parts, options) { this.change(this.list.map(d => d.id === id ? { ...d, ...parts } : d), options); }
  find(id) { return this.list.find(d => d.id === id); }
  select(id) { this.selected = id; this.#shown(); }

  removeSelected() {
    if (!this.selected) return false;
    const gone = this.selected;
    this.selected = null;
    this.change(this.list.filter(d => d.id !== gone));
    return true;
  }

  // Moves the chosen drawing by some pixels up or down.
  nudge(pixels) {
    const drawing = this.find(this.selected);
    if (drawing) this.update(drawing.id, { points: this.moved(drawing.points, 0, pixels) });
  }

  moved(points, dx, dy) {
    const { chart, main, timeAt } = this.#workspace, scale = chart.timeScale();
    return points.map(p => {
      const { x, y } = this.#pixel(p);
      const price = main.series.coordinateToPrice(y + dy);
      return { time: dx === 0 ? p.time : timeAt(scale.coordinateToLogical(x + dx)), price: price ?? p.price };
    });
  }

  #shown() {
    this.#labelled = null;
    this.primitive.redraw?.();
    this.#workspace.drawingsChanged();
  }

  #pixel(point) {
    const { chart, main, view } = this.#workspace;
    return { x: xAt(chart.timeScale(), logicalAt(view.window, point.time)), y: main.series.priceToCoordinate(point.price) };
  }

  #paint(context, { width }) {
    this.#boxes = [];
    if (!this.#workspace.view?.window) return;
    context.font = `12px ${font()}`;
    context.textBaseline = 'middle';
    for (const drawing of [...this.list, ...(this.preview ? [this.preview] : [])]) {
      const points = drawing.points.map(p => this.#pixel(p));
      if (points.some(p => p.x === null || p.y === null)) continue;
      context.strokeStyle = context.fillStyle = token(drawing.color);
      context.lineWidth = drawing.id === this.selected ? 2.5 : 1.5;
      const box = painters[drawing.kind](context, points, drawing, width);
      if (drawing.id) this.#boxes.push({ id: drawing.id, points, ...box });
      if (drawing.id === this.selected) points.forEach(p => handle(context, drawing.kind === 'level' ? width / 2 : p.x, p.y));
    }
  }

  // The drawing at a point of the pane, and its end where the point is on one.
  at(x, y) {
    for (const box of [...this.#boxes].reverse()) {
      const end = box.kind === 'trend' ? box.points.findIndex(p => Math.hypot(p.x - x, p.y - y) < 10) : -1;
      if (end >= 0 || box.holds(x, y)) return { id: box.id, end };
    }
    return null;
  }

  // Levels are labelled on the price axis.
  #axis() {
    if (this.#labelled === this.list) return this.#labels;
    this.#labelled = this.list;
    const { main, prices } = this.#workspace;
    this.#labels = this.list.filter(d => d.kind === 'level').map(d => ({
      coordinate: () => main.series.priceToCoordinate(d.points[0].price) ?? -100, text: () => prices(d.points[0].price),
      textColor: () => token('accent-ink'), backColor: () => token(d.color), visible: () => true, tickVisible: () => true,
    }));
    return this.#labels;
  }
}

const painters = {
  level(context, [{ y }], { text }, width) {
    stroke(context, 0, y, width, y);
    if (text) context.fillText(text, 8, y - 9);
    return { kind: 'level', holds: (_, py) => Math.abs(py - y) < 6 };
  },
  trend(context, [a, b]) {
    stroke(context, a.x, a.y, b.x, b.y);
    return { kind: 'trend', holds: (px, py) => distance(px, py, a, b) < 6 };
  },
  note(context, [{ x, y }], { text }) {
    const shown = text || words.note, wide = context.measureText(shown).width + 16, top = y - 32;
    context.beginPath();
    context.arc(x, y, 3, 0, 2 * Math.PI);
    context.fill();
    stroke(context, x, y, x, top + 22);
    const color = context.fillStyle;
    context.fillStyle = token('surface');
    context.beginPath();
    context.roundRect(x, top, wide, 22, 4);
    context.fill();
    context.stroke();
    context.fillStyle = token('ink');
    context.fillText(shown, x + 8, top + 11);
    context.fillStyle = color;
    return { kind: 'note', holds: (px, py) => px >= x - 4 && px <= x + wide && py >= top && py <= y + 6 };
  },
};

function stroke(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function handle(context, x, y) {
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  const color = context.fillStyle;
  context.fillStyle = token('surface');
  context.fill();
  context.stroke();
  context.fillStyle = color;
}

function distance(x, y, a, b) {
  const dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}
