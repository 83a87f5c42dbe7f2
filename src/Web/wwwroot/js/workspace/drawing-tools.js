// Drawing by pointer: a tool places what it is named for; without one, what is drawn can be chosen, dragged and edited.
import { scaling, scrolling } from './frame.js';
import { logicalAt, xAt } from './places.js';
import { words } from './words.js';

const tools = ['level', 'trend', 'note'];

export class DrawingTools {
  #workspace; #tool = null; #drag = null; #first = null; #field = null;

  constructor(workspace) {
    this.#workspace = workspace;
    const { host, signal } = workspace, options = { signal, capture: true };
    host.addEventListener('pointerdown', event => this.#down(event), options);
    host.addEventListener('pointermove', event => this.#move(event), options);
    window.addEventListener('pointerup', event => this.#up(event), { signal });
    window.addEventListener('pointercancel', () => this.#end(), { signal });
    host.addEventListener('dblclick', event => this.#edit(event), options);
  }

  get active() { return this.#tool !== null; }

  choose(name, byKey) {
    const { root, host } = this.#workspace;
    this.#tool = name === this.#tool ? null : name;
    this.#first = null;
    this.#preview(null);
    for (const tool of tools) root.querySelector(`[data-act=${tool}]`)?.setAttribute('aria-pressed', String(tool === this.#tool));
    host.classList.toggle('ws-drawing', this.#tool !== null);
    this.#hold(this.#tool !== null);
    // Without a pointer the drawing appears at the last bars that are seen; arrows move it.
    if (byKey && this.#tool) this.#placeByKey();
  }

  #placeByKey() {
    const { view, host } = this.#workspace, w = view.window, name = this.#tool;
    const last = Math.max(0, Math.min(w.count - 1, Math.floor(view.toLogical(view.range.to))));
    const first = Math.max(0, Math.min(last, Math.ceil(view.toLogical(view.range.from))));
    const at = i => ({ time: w.time[i], price: w.close[i] });
    this.#add(name, name === 'trend' ? [at(first), at(last)] : [at(last)]);
    host.focus();
  }

  // While something is drawn the chart stands still.
  #hold(on) { this.#workspace.chart.applyOptions({ handleScroll: on ? false : scrolling, handleScale: on ? false : scaling }); }
  #preview(drawing) { this.#workspace.drawings.preview = drawing; this.#workspace.drawings.primitive.redraw?.(); }

  // The place in the pane of the prices; null outside of it.
  #place(event) {
    const { chart, host, main, timeAt } = this.#workspace, box = host.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top;
    if (event.target.closest?.('button, input') || x > chart.timeScale().width() || y > chart.panes()[0].getHeight()) return null;
    const logical = chart.timeScale().coordinateToLogical(x), price = main.series.coordinateToPrice(y);
    return logical === null || price === null ? null : { x, y, point: { time: timeAt(logical), price } };
  }

  #down(event) {
    const place = event.button === 0 ? this.#place(event) : null, { drawings } = this.#workspace;
    if (!place) return;
    if (!this.#tool) { this.#take(place); return; }
    if (this.#tool !== 'trend') { this.#add(this.#tool, [place.point]); return; }
    if (this.#first) { this.#add('trend', [this.#first.point, place.point]); return; }
    this.#first = place;
    drawings.select(null);
  }

  #take(place) {
    const { drawings } = this.#workspace, found = drawings.at(place.x, place.y);
    if (!found) { if (drawings.selected) drawings.select(null); return; }
    drawings.select(found.id);
    this.#drag = { ...found, from: place, before: drawings.find(found.id).points, moved: false };
    this.#hold(true);
  }

  #move(event) {
    if (!this.#drag && !this.#first) return;
    const place = this.#place(event), { drawings } = this.#workspace;
    if (!place) return;
    if (this.#first) {
      this.#preview({ kind: 'trend', color: 'accent', text: '', points: [this.#first.point, place.point] });
      return;
    }
    const { id, end, from, before, moved } = this.#drag;
    if (!moved && Math.hypot(place.x - from.x, place.y - from.y) < 3) return;
    const points = end >= 0
      ? before.map((p, i) => i === end ? place.point : p)
      : drawings.moved(before, place.x - from.x, place.y - from.y);
    // A drag is one step of undo: the first move keeps what was, the others do not.
    drawings.update(id, { points }, { keep: !moved });
    this.#drag.moved = true;
  }

  #up(event) {
    if (this.#first) {
      const place = this.#place(event);
      if (place && Math.hypot(place.x - this.#first.x, place.y - this.#first.y) > 6) this.#add('trend', [this.#first.point, place.point]);
      return;
    }
    this.#end();
  }

  #end() {
    if (!this.#drag) return;
    this.#drag = null;
    this.#hold(this.#tool !== null);
  }

  #add(kind, points) {
    const { drawings } = this.#workspace, added = drawings.add({ kind, points });
    this.choose(null);
    if (kind === 'note') this.#write(added);
  }

  #edit(event) {
    const place = this.#place(event), { drawings } = this.#workspace, found = place && drawings.at(place.x, place.y);
    if (!found) return;
    event.stopPropagation();
    this.#write(drawings.find(found.id));
  }

  // The text is typed where the note stands.
  #write(drawing) {
    this.#field?.remove();
    const { host, drawings, chart, main } = this.#workspace, field = document.createElement('input');
    const x = xAt(chart.timeScale(), logicalAt(this.#workspace.view.window, drawing.points[0].time)) ?? 40,
       y = main.series.priceToCoordinate(drawing.points[0].price) ?? 60;
    Object.assign(field, { type: 'text', className: 'ws-write', value: drawing.text, maxLength: 200, ariaLabel: words.noteField });
    field.style.left = `${Math.max(4, Math.min(x, host.clientWidth - 220))}px`;
    field.style.top = `${Math.max(4, y - 36)}px`;
    let open = true, begun = false;
    const close = keep => {
      if (!open) return;
      open = false;
      field.remove();
      this.#field = null;
      if (begun) drawings.update(drawing.id, { text: keep ? field.value.trim() : drawing.text }, { keep: false });
      host.focus({ preventScroll: true });
    };
    field.addEventListener('keydown', event => {
      event.stopPropagation();
      if (event.key === 'Enter' || event.key === 'Escape') close(event.key === 'Enter');
    });
    // What is typed is saved as it is typed; a step back takes the whole text.
    field.addEventListener('input', () => {
      drawings.update(drawing.id, { text: field.value }, { keep: !begun });
      begun = true;
    });
    field.addEventListener('blur', () => close(true));
    this.#field = field;
    host.append(field);
    requestAnimationFrame(() => field.focus());
  }

  dispose() { this.#field?.remove(); }
}
