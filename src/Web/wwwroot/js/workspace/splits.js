// The edges of the parts, to be dragged or moved by keys: where validation and test begin.
import { dayOf } from './times.js';
import { words } from './words.js';

const settle = 350; // milliseconds after the last key until the new place is told

export class Splits {
  #workspace; #handles = {}; #waiting;

  constructor(workspace) {
    this.#workspace = workspace;
    for (const name of ['validation', 'test']) this.#handles[name] = this.#handle(name);
  }

  #handle(name) {
    const { host, signal } = this.#workspace, handle = document.createElement('div');
    handle.className = 'ws-split';
    handle.hidden = true;
    handle.tabIndex = 0;
    handle.dataset.split = name;
    for (const [key, value] of Object.entries({ role: 'slider', 'aria-orientation': 'horizontal', 'aria-label': words.splits[name] })) {
      handle.setAttribute(key, value);
    }
    handle.addEventListener('pointerdown', event => this.#press(event, name, handle), { signal });
    handle.addEventListener('keydown', event => this.#key(event, name), { signal });
    host.append(handle);
    return handle;
  }

  // Puts the handles where the parts begin; called whenever they are painted.
  place(parts, scale, { width, height }) {
    const { split } = this.#workspace.layers, learns = split.trainEnd !== null;
    const { window: w } = this.#workspace.view;
    for (const [name, handle] of Object.entries(this.#handles)) {
      const part = parts.find(p => p.name === name);
      // Without a part before it the test begins at the first bar.
      const at = part ? part.from : name === 'test' && w?.atStart ? -0.5 : NaN;
      const x = Number.isFinite(at) ? scale.logicalToCoordinate(Math.ceil(at)) - (scale.options().barSpacing / 2) : NaN;
      handle.hidden = !(x >= -1 && x <= width + 1) || (name === 'validation' && !learns);
      if (handle.hidden) continue;
      handle.style.transform = `translateX(${Math.max(0, x)}px)`;
      handle.style.height = `${height}px`;
      const first = w.time[Math.max(0, Math.min(w.count - 1, Math.ceil(at)))];
      this.#value(handle, at, name === 'test' ? split.testStart ?? first : first);
    }
  }

  #value(handle, at, time) {
    const bar = Math.max(0, Math.round(this.#workspace.view.toBar(Math.ceil(at))));
    const most = this.#workspace.view.total - 1;
    const values = { 'aria-valuemin': 0, 'aria-valuemax': most, 'aria-valuenow': bar, 'aria-valuetext': dayOf(time) };
    for (const [key, value] of Object.entries(values)) handle.setAttribute(key, value);
  }

  #press(event, name, handle) {
    event.preventDefault();
    event.stopPropagation();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const { host, chart, signal } = this.#workspace, left = host.getBoundingClientRect().left;
    const ending = new AbortController(), options = { signal: AbortSignal.any([ending.signal, signal]) };
    let moved = false;
    handle.addEventListener('pointermove', e => {
      const logical = chart.timeScale().coordinateToLogical(e.clientX - left);
      if (logical === null) return;
      moved = true;
      this.#show(name, Math.round(logical));
    }, options);
    const release = () => { ending.abort(); if (moved) this.#tell(name); };
    for (const kind of ['pointerup', 'pointercancel', 'lostpointercapture']) handle.addEventListener(kind, release, options);
  }

  #key(event, name) {
    const { view } = this.#workspace, w = view.window;
    const big = Math.max(1, Math.round((view.range.to - view.range.from) / w.perPoint / 10));
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -big, PageUp: big, Home: -Infinity, End: Infinity };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.#pointOf(name) + (event.shiftKey && Math.abs(by) === 1 ? by * big : by);
    this.#show(name, at);
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#tell(name), settle);
  }

  // The point where a part begins.
  #pointOf(name) {
    const { view, layers: { split } } = this.#workspace, w = view.window, learns = split.trainEnd !== null;
    const edge = name === 'validation' ? split.trainEnd : learns ? split.validationEnd : split.testStart;
    if (edge === null) return 0;
    const at = w.time.findIndex(t => t >= edge);
    return at < 0 ? w.count : learns ? at + 1 : at;
  }

  // Moves a part's beginning to a point, for the eye; what is tested changes when it is told.
  #show(name, point) {
    const { view, layers, shading } = this.#workspace, { split } = layers, w = view.window, learns = split.trainEnd !== null;
    const before = this.#pointOf('validation'), test = this.#pointOf('test');
    const [least, most] = name === 'validation' ? [1, test] : [learns ? before : 0, w.count - 1];
    const at = Math.max(least, Math.min(most, point)), next = { ...split };
    if (name === 'validation') next.trainEnd = w.time[at - 1];
    else if (learns) Object.assign(next, { validationEnd: w.time[at - 1], testStart: w.time[at] });
    else next.testStart = at === 0 ? null : w.time[at];
    layers.split = next;
    shading.show(w);
    shading.redraw?.();
  }

  #tell(name) {
    clearTimeout(this.#waiting);
    const { view, server } = this.#workspace, w = view.window, point = Math.min(w.count - 1, this.#pointOf(name));
    server?.invokeMethodAsync('MoveSplit', name, w.time[point]);
  }
}
