// Keys of the chart; they work while it has the focus. Keys that mean something to the page are kept from it.
import { Crosshair } from './crosshair.js';

const pan = 0.1, zoom = 0.8;
let going = -Infinity; // when “g” was last pressed

export function bindKeys(workspace) {
  const { root, host, view, signal } = workspace, crosshair = new Crosshair(workspace);
  const move = bars => view.set({ from: view.range.from + bars, to: view.range.to + bars });
  const seen = () => view.range.to - view.range.from;
  const scaled = by => {
    const middle = (view.range.from + view.range.to) / 2, half = Math.max(2, seen() * by / 2);
    view.set({ from: middle - half, to: middle + half });
  };
  const actions = {
    ArrowLeft: e => move(-seen() * (e.shiftKey ? 1 : pan)), ArrowRight: e => move(seen() * (e.shiftKey ? 1 : pan)),
    '+': () => scaled(zoom), '=': () => scaled(zoom), '-': () => scaled(1 / zoom), '−': () => scaled(1 / zoom),
    ',': () => crosshair.move(-1), '.': () => crosshair.move(1), '<': () => crosshair.move(-10), '>': () => crosshair.move(10),
    Home: () => move(-0.5 - view.range.from), End: () => move(view.total - 0.5 + seen() * 0.03 - view.range.to),
    f: () => workspace.act('full'), r: () => workspace.reset(), l: () => workspace.toggleLog(), '?': () => workspace.act('help'),
    n: () => workspace.trades?.step(1), p: () => workspace.trades?.step(-1),
    Escape: () => workspace.act('escape'),
    Delete: () => workspace.drawings?.removeSelected(), Backspace: () => workspace.drawings?.removeSelected(),
    ArrowUp: () => workspace.drawings?.nudge(-2), ArrowDown: () => workspace.drawings?.nudge(2),
  };
  host.addEventListener('keydown', event => {
    if (event.target.closest('input, textarea') || event.altKey) return;
    if (event.ctrlKey || event.metaKey) { history(workspace, event); return; }
    // “g n” goes to another page; the chart alone takes “n” for the next trade.
    if (performance.now() - going < 1500) { going = -Infinity; return; }
    if (event.key === 'g') { going = performance.now(); return; }
    const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || (event.key.startsWith('Arrow') && 'Up Down'.includes(event.key.slice(5)) && !workspace.drawings?.selected)) return;
    // Escape on a chart that has nothing to leave goes on to whatever is around it.
    if (act(event) === false) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  host.addEventListener('dblclick', event => {
    const axis = host.getBoundingClientRect().bottom - workspace.chart.timeScale().height();
    if (event.clientY > axis) view.set(view.all());
  }, { signal });
  root.addEventListener('fullscreenchange', () => {
    root.querySelector('[data-act=full]')?.setAttribute('aria-pressed', String(document.fullscreenElement === root));
  }, { signal });
}

function history({ drawings }, event) {
  const key = event.key.toLowerCase();
  if (!drawings || !['z', 'y'].includes(key)) return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) drawings.redo(); else drawings.undo();
}
