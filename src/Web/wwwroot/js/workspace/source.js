// Where the chart's data comes from: the server, or the page itself (an exported report).
import { decodeBars, decodeCurves, decodeForecasts, decodeReasons, decodeValues, fromBase64 } from './wire.js';
import { words } from './words.js';

export class SourceError extends Error {
  constructor(message, status, body) { super(message); this.status = status; this.body = body; }
}

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new SourceError(words.noAnswer, 0);
  }
  if (response.ok) return response;
  const text = await response.text();
  let sentence = '';
  try { const problem = JSON.parse(text); sentence = problem.detail ?? problem.title ?? ''; } catch { /* not a problem document */ }
  throw new SourceError(sentence || words.serverStatus(response.status), response.status, text);
}

const names = response => JSON.parse(response.headers.get('X-Lines') ?? '[]');

function query(parts) {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

// `address` is "series/SYMBOL" or "runs/ID", already escaped. With a version its content never changes, and the browser keeps it; only
// the values of an expression are asked for anew, since an expression may read other series.
export function httpSource(address, signal, version) {
  const base = `/chart/${address}`;
  const get = (path, parts = {}) => answer(`${base}/${path}${query(parts)}`, { signal });
  const fixed = (path, parts = {}) => get(path, { ...parts, v: version });
  return {
    remote: true,
    bars: async parts => decodeBars(await (await fixed('bars', parts)).arrayBuffer()),
    layers: async () => (await fixed('layers')).json(),
    values: async (expression, parts) => {
      const response = await get('values', { expression, ...parts });
      return Object.assign(decodeValues(await response.arrayBuffer(), names(response)), { pane: response.headers.get('X-Pane') });
    },
    trades: async () => (await fixed('trades')).json(),
    curves: async () => { const response = await fixed('curves'); return decodeCurves(await response.arrayBuffer(), names(response)); },
    forecasts: async () => decodeForecasts(await (await fixed('forecasts')).arrayBuffer()),
    reasons: async () => {
      const response = await fixed('reasons');
      return decodeReasons(await response.arrayBuffer(), names(response));
    },
    drawings: async symbol => {
      const response = await answer(`/chart/drawings/${encodeURIComponent(symbol)}`, { signal });
      return { list: await response.json(), tag: response.headers.get('ETag') };
    },
    saveDrawings: async (symbol, list, tag) => {
      const headers = { 'Content-Type': 'application/json', ...(tag ? { 'If-Match': tag } : {}) };
      const address = `/chart/drawings/${encodeURIComponent(symbol)}`;
      // Not ended with the chart: what was drawn last is saved even when the page is left at once.
      const response = await answer(address, { method: 'PUT', headers, body: JSON.stringify(list), keepalive: true });
      return response.headers.get('ETag');
    },
  };
}

// The page's own data: { layers, bars, values: { expression: { names, data } }, trades, curves: { names, data }, forecasts,
// reasons: { names, data } }; binary parts are the same blocks in base64. Nothing is asked of any server.
export function inlineSource(data) {
  const bars = decodeBars(fromBase64(data.bars));
  return {
    remote: false,
    bars: async () => bars,
    layers: async () => data.layers,
    values: async expression => {
      const found = data.values?.[expression];
      if (!found) throw new SourceError(words.notInFile(expression), 404);
      return decodeValues(fromBase64(found.data), found.names);
    },
    trades: async () => data.trades ?? { trades: [], fills: [] },
    curves: async () => decodeCurves(fromBase64(data.curves.data), data.curves.names),
    forecasts: async () => decodeForecasts(fromBase64(data.forecasts)),
    reasons: async () => decodeReasons(fromBase64(data.reasons.data), data.reasons.names),
    drawings: async () => ({ list: data.drawings ?? [], tag: null }),
    saveDrawings: async () => null,
  };
}
