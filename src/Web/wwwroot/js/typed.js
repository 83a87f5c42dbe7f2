// What is typed into a field travels when the field is left. Until it has surely arrived it is remembered here, so that neither a closed
// tab nor a lost connection takes it: it is put back into its field when the page stands again.

const prefix = 'typed:', unsure = 40_000; // ms that a dead connection may take to be noticed
const fields = 'main input:not([type=checkbox], [type=radio], [type=file], [type=search], [type=range]), main textarea';
const place = () => prefix + location.pathname + location.search;
const typed = new Map();
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
  if (name) typed.set(name, { value: field.value, left: event.type === 'change', at: performance.now() });
}
document.addEventListener('input', note, true);
document.addEventListener('change', note, true);
document.addEventListener('focusin', event => { focused = nameOf(event.target); });

// What may not have arrived: fields not left, and fields left shortly before `since`, where the connection was lost.
function open(since = Infinity) {
  return [...typed].filter(([, { left, at }]) => !left || at > since - unsure).map(([name, { value }]) => [name, value]);
}

function keep(since) {
  const values = open(since);
  if (values.length === 0) return;
  try {
    localStorage.setItem(place(), JSON.stringify({ values, focus: focused }));
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

// Fields come a while after the page; those that do not come are not asked for again.
function restore() {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(place()));
    localStorage.removeItem(place());
  } catch { return; }
  if (!kept) return;
  const waiting = new Map(kept.values), until = performance.now() + 15_000;
  (function look() {
    for (const [name, value] of waiting) {
      const field = find(name);
      if (!field || field.disabled) continue;
      waiting.delete(name);
      put(field, value);
      if (name === kept.focus) field.focus();
    }
    if (waiting.size > 0 && performance.now() < until) setTimeout(look, 100);
  })();
}

let lost = Infinity;
addEventListener('pagehide', () => keep(lost));

export const connection = {
  lost: () => { lost = performance.now(); },
  back: () => { again(lost); lost = Infinity; },
  restore,
};
