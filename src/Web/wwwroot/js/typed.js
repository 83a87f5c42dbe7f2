// What is typed into a field travels when the field is left. Until it has surely arrived it is remembered here, so that neither a closed
// tab nor a lost connection takes it: it is put back into its field when the page stands again.

const prefix = 'typed:', unsure = 40_000; // ms that a dead connection may take to be noticed
const fields = 'main input:not([type=checkbox], [type=radio], [type=file], [type=search], [type=range]), main textarea';
const place = () => prefix + location.pathname + location.search;
const typed = new Map();
const waiting = new Map(); // values to be put back: name → { value, field, at, times }
let focused = null;

// Ids that the library makes up are others after each reload; those fields are found by their names.
function nameOf(field) {
  if (field.id && !field.id.startsWith('mudinput')) return `#${CSS.escape(field.id)}`;
  const label = field.getAttribute('aria-label');
  return label ? `[aria-label="${CSS.escape(label)}"]` : null;
}
const find = name => document.querySelector(name);

function note(event) {
  const field = event.target, name = field.matches?.(fields) ? nameOf(field) : null;
  if (!name) return;
  typed.set(name, { value: field.value, left: event.type === 'change', at: performance.now() });
  if (event.isTrusted) waiting.delete(name);
}
document.addEventListener('input', note, true);
document.addEventListener('change', note, true);
document.addEventListener('focusin', event => { focused = nameOf(event.target); });

// What may not have arrived: fields not left, and fields left shortly before `since`, where the connection was lost.
function open(since = Infinity) {
  return [...typed].filter(([, { left, at }]) => !left || at > since - unsure).map(([name, { value }]) => [name, value]);
}

function keep(since) {
  const values = new Map([...waiting].map(([name, { value }]) => [name, value]));
  for (const [name, value] of open(since)) values.set(name, value);
  if (values.size === 0) return;
  try {
    localStorage.setItem(place(), JSON.stringify({ values: [...values], focus: focused }));
  } catch { /* storage is off or full */ }
}

function put(field, value) {
  if (field.value === value) return;
  field.value = value;
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

// A page that stands on the same circuit hears again what it may have missed.
function again(since) {
  for (const [name] of open(since)) {
    const field = find(name);
    if (field && typed.get(name).left) field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

// Fields come after the page: at once, or when a file was read again on a busy machine. A field may be drawn anew shortly after it
// came, and has then forgotten what was put into it: it is looked at for a while. What still waits when the page is left waits on the
// next one.
const patience = 120_000, settled = 4_000, pause = 500, most = 5; // ms, and times that a value is put into its field
function restore() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(place()));
    localStorage.removeItem(place());
  } catch { return; }
  if (!kept) return;
  for (const [name, value] of kept.values) waiting.set(name, { value, at: -Infinity, times: 0 });
  const until = performance.now() + patience;
  (function look() {
    const now = performance.now();
    for (const [name, one] of waiting) {
      const field = find(name);
      if (!field || field.disabled || now - one.at < pause) continue;
      const stands = field === one.field && field.value === one.value;
      if (stands ? now - one.at > settled : one.times === most) waiting.delete(name);
      if (stands || one.times === most) continue;
      Object.assign(one, { field, at: now, times: one.times + 1 });
      put(field, one.value);
      if (name === kept.focus && one.times === 1) field.focus();
    }
    if (waiting.size > 0 && now < until) setTimeout(look, 100);
  })();
}

let lost = Infinity;
addEventListener('pagehide', () => keep(lost));

export const connection = {
  lost: () => { lost = performance.now(); },
  back: () => { again(lost); lost = Infinity; },
  restore,
};
