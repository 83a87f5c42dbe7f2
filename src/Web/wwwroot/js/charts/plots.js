// Values under the pointer of the pictures that the server drew: the nearest point of every curve, or the nearest dot.
import { formats } from './palette.js';

const models = new WeakMap();
const at = (x, low, high) => (x - low) / (high - low);
const day = x => new Date(x * 1000).toISOString().slice(0, 10);
const words = {
  ...formats, day, instant: x => new Date(x * 1000).toISOString().slice(0, 16).replace('T', ' '),
  percent: v => v == null ? '—' : `${(v * 100).toFixed(2).replace('-', '−')} %`,
};
const write = (format, value, names) => format === 'name' ? names?.[Math.round(value)] ?? '' : (words[format] ?? formats.number)(value);

let tip, hair;
function parts() {
  if (tip) return;
  tip = document.createElement('div'); tip.className = 'plot-tip'; tip.hidden = true;
  hair = document.createElement('div'); hair.className = 'plot-hair';
  document.body.append(tip);
}

// Each X travels as its step from the one before.
function unpacked(points) {
  for (const series of points.series) {
    let x = 0;
    series.x = series.x.map(step => step === null ? null : (x += step));
  }
  return points;
}

// Pictures of a live page are files of their own; those of a static page stand in it.
const files = new WeakMap();
const pause = 5000; // milliseconds until a picture that did not come is asked for again

async function fill(figure) {
  const address = figure.dataset.plotFile;
  if (files.get(figure)?.address === address) return;
  files.set(figure, { address });
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const { html, points } = await answer.json();
    if (files.get(figure)?.address !== address) return;
    figure.innerHTML = html;
    files.set(figure, { address, points: unpacked(points) });
    figure.dataset.drawn = '';
  } catch (error) {
    setTimeout(() => { if (files.get(figure)?.address === address) files.delete(figure); fillAll(); }, pause);
    console.warn(`A picture was not loaded: ${error.message}`);
  }
}

const fillAll = () => document.querySelectorAll('figure[data-plot-file]').forEach(fill);
let awaited = false;
new MutationObserver(() => {
  if (awaited) return;
  awaited = true;
  requestAnimationFrame(() => { awaited = false; fillAll(); });
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-plot-file'] });
fillAll();

function model(figure) {
  const filled = files.get(figure);
  if (filled) return filled.points ?? { series: [] };
  const json = figure.dataset.plot;
  let known = models.get(figure);
  if (known?.json !== json) models.set(figure, known = { json, ...unpacked(JSON.parse(json)) });
  return known;
}

function nearest(series, fraction, m) {
  let best = -1, distance = Infinity;
  for (let i = 0; i < series.x.length; i++) {
    if (series.y[i] == null) continue;
    const d = Math.abs(at(series.x[i], m.low, m.high) - fraction);
    if (d < distance) { distance = d; best = i; }
  }
  return best;
}

function nearestDot(all, fraction, height, box, m) {
  let best = null, distance = 24; // pixels
  for (const series of all) for (let i = 0; i < series.x.length; i++) {
    const dx = (at(series.x[i], m.low, m.high) - fraction) * box.width;
    const dy = (1 - at(series.y[i], m.bottom, m.top) - height) * box.height;
    const d = Math.hypot(dx, dy);
    if (d < distance) { distance = d; best = { series, i }; }
  }
  return best;
}

function rows(m, fraction, height, box) {
  const lines = m.series.filter(s => !s.free), dots = m.series.filter(s => s.free), found = [];
  let x = null;
  for (const series of lines) {
    const i = nearest(series, fraction, m);
    if (i < 0) continue;
    x ??= series.x[i];
    found.push([series, series.y[i]]);
  }
  const dot = dots.length ? nearestDot(dots, fraction, height, box, m) : null;
  if (dot) { if (x == null || !lines.length) x = dot.series.x[dot.i]; found.push([dot.series, dot.series.y[dot.i]]); }
  return { x, found };
}

function show(event) {
  const area = event.target.closest?.('.plot-area');
  if (!area) { hide(); return; }
  parts();
  const m = model(area.closest('.plot')), box = area.getBoundingClientRect();
  const fraction = (event.clientX - box.left) / box.width, height = (event.clientY - box.top) / box.height;
  const { x, found } = rows(m, fraction, height, box);
  if (!found.length) { hide(); return; }
  if (hair.parentElement !== area) area.append(hair);
  hair.style.left = `${Math.max(0, Math.min(1, at(x, m.low, m.high))) * 100}%`;
  hair.hidden = false;
  const head = document.createElement('strong');
  head.textContent = write(m.xFormat, x, m.names);
  tip.replaceChildren(head, ...found.map(([series, y]) => {
    const row = document.createElement('span');
    row.className = 'key';
    row.style.setProperty('--key', `var(--${series.color})`);
    row.textContent = `${series.name} ${write(m.yFormat, y)}`;
    return row;
  }));
  tip.hidden = false;
  const wide = tip.offsetWidth, left = event.clientX + 16 + wide > innerWidth ? event.clientX - wide - 12 : event.clientX + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${Math.max(4, Math.min(innerHeight - tip.offsetHeight - 4, event.clientY + 12))}px`;
}

function hide() {
  if (!tip) return;
  tip.hidden = true;
  hair.hidden = true;
}

document.addEventListener('pointermove', show);
document.addEventListener('pointerdown', show);
document.addEventListener('scroll', hide, { passive: true, capture: true });
addEventListener('blur', hide);
