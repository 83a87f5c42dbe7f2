// What the buttons and keys of the chart do.
import { savePicture, saveValues } from './export.js';

export function actions(workspace) {
  const { root, tools, drawings } = workspace, keys = root.querySelector('[data-keys]');
  return {
    level: byKey => tools.choose('level', byKey), trend: byKey => tools.choose('trend', byKey), note: byKey => tools.choose('note', byKey),
    undo: () => drawings.undo(), redo: () => drawings.redo(),
    png: () => savePicture(workspace), csv: () => saveValues(workspace),
    help: () => keys?.showModal(), closeHelp: () => keys?.close(),
    full: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => {}),
    previousTrade: () => workspace.trades?.step(-1), nextTrade: () => workspace.trades?.step(1), listTrade: () => workspace.trades?.list(),
    escape: () => escape(workspace),
  };
}

// False where there was nothing to leave.
function escape({ tools, drawings, trades }) {
  if (tools.active) tools.choose(null);
  else if (drawings.selected) drawings.select(null);
  else if (trades?.marks.selected != null) trades.select(null);
  else return false;
  return true;
}
