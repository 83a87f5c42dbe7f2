// A chart that shows one draft after another: what changed is exchanged, the bars, the view and what people added stay.
import { Trades } from './trades.js';
import { httpSource } from './source.js';

// False where the new draft has other bars: then the chart must be made anew.
export async function follow(workspace, address) {
  const turn = workspace.turn = (workspace.turn ?? 0) + 1;
  const late = () => turn !== workspace.turn || workspace.signal.aborted;
  const source = httpSource(address, workspace.signal);
  try {
    await workspace.opened;
    const [layers, list] = await Promise.all([source.layers(), source.trades()]);
    if (late()) return true;
    if (!workspace.view?.window || workspace.layers.barsHash !== layers.barsHash) return false;
    const exchanged = await lines(workspace, source, layers);
    if (late()) return true;
    exchanged();
    Object.assign(workspace, { source, layers });
    await workspace.stack.exchange(layers.overlays);
    if (late()) return true;
    trades(workspace, list.trades);
    workspace.states.note(null);
    workspace.view.draw();
    workspace.root.dataset.previewStamp = address;
  } catch (error) {
    if (!late()) workspace.states.finerFailed(error);
  }
  return true;
}

// Lines that do not depend on what was changed are not asked for again; an expression that cannot be computed has none.
async function lines({ levels, view, layers: old, stack }, source, layers) {
  const wanted = [...new Set([...layers.overlays.map(o => o.expression), ...stack.expressions()])];
  const isKept = e => old.linesTag === layers.linesTag && levels.lines(view.window.chunk, e).lines !== null;
  const known = wanted.filter(e => stack.has(e) && isKept(e));
  return levels.exchange(source, view.window.chunk, wanted.filter(e => !known.includes(e)), known);
}

function trades(workspace, list) {
  workspace.trades?.dispose();
  workspace.trades = list.length > 0 ? new Trades(workspace, list) : undefined;
}
