// The crosshair by keys: from the last point that is seen, along the closes; the view follows it, and readers hear its values.
import { logicalAt } from './places.js';

export class Crosshair {
  #workspace; #said = null;

  constructor(workspace) { this.#workspace = workspace; }

  move(points) {
    const { view } = this.#workspace, bars = points * view.window.perPoint;
    const to = Math.max(0, Math.min(view.total - 1, this.#bar(points) + bars)), span = view.range.to - view.range.from;
    if (to < view.range.from) view.set({ from: to - 0.5, to: to - 0.5 + span });
    if (to > view.range.to) view.set({ from: to + 0.5 - span, to: to + 0.5 });
    this.#show(to);
  }

  // The bar under the crosshair; where there is none, the one after the last that is seen, or the last.
  #bar(points) {
    const { at, byKeys, view } = this.#workspace;
    if (byKeys !== undefined) return view.toBar(logicalAt(view.window, byKeys));
    if (at !== undefined) return view.toBar(at);
    return Math.min(view.total - 1, view.range.to) + (points < 0 ? view.window.perPoint : 0);
  }

  #show(bar) {
    const { view, chart, main, fan, root, host, legend } = this.#workspace, w = view.window;
    const point = Math.max(0, Math.min(w.count - 1, Math.round(view.toLogical(bar))));
    this.#workspace.byKeys = w.shown[point];
    root.dataset.crosshair = w.shown[point];
    chart.setCrosshairPosition(w.close[point], w.shown[point], main.series);
    fan?.hover(point);
    this.#workspace.showLegend();
    if (!this.#said) {
      this.#said = document.createElement('p');
      this.#said.className = 'visually-hidden';
      this.#said.setAttribute('role', 'status');
      host.append(this.#said);
    }
    this.#said.textContent = legend.text().join(', ');
  }
}
