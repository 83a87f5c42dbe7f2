// What the form of a spec asks of the browser: drafts kept, keys that undo, fields found by their errors, other tabs heard.

const plain = 'draft:new', list = 'draft:keys', most = 20;
let page, own, left;

// Keeps a draft; of drafts of addresses the oldest go.
export function keep(key, text, shelf) {
  localStorage.setItem(key, text);
  localStorage.setItem(plain, text);
  localStorage.setItem('draft:shelf', shelf);
  if (key === plain) return;
  const keys = [...JSON.parse(localStorage.getItem(list) ?? '[]').filter(k => k !== key), key];
  for (const old of keys.splice(0, Math.max(0, keys.length - most))) localStorage.removeItem(old);
  localStorage.setItem(list, JSON.stringify(keys));
}

const isText = target => target.closest?.('input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable=true]');

function onKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isText(event.target)) return;
  const key = event.key.toLowerCase();
  const method = key === 'z' ? (event.shiftKey ? 'RedoAsync' : 'UndoAsync') : key === 'y' ? 'RedoAsync' : null;
  if (!method) return;
  event.preventDefault();
  page?.invokeMethodAsync(method);
}

function onStorage(event) {
  if (event.key === own && event.newValue) page?.invokeMethodAsync('ChangedElsewhereAsync', event.newValue);
}

export function follow(reference, key) {
  leave();
  [page, own] = [reference, key];
  left = new AbortController();
  document.addEventListener('keydown', onKey, { signal: left.signal });
  addEventListener('storage', onStorage, { signal: left.signal });
}

export function leave() {
  left?.abort();
  page = undefined;
}

const idOf = path => 'spec-' + path.replaceAll('.', '-').replaceAll('[', '-').replaceAll(']', '');

// The field of a path, or the first below it, or one of the path above.
function find(path) {
  for (let at = path; at; at = at.replace(/(\.[^.[]+|\[\d+\]|^[^.[]+)$/, '')) {
    const id = idOf(at);
    const found = document.getElementById(id)
      ?? document.querySelector(['input', 'textarea'].map(kind => `${kind}[id^="${CSS.escape(id)}-"]`).join(', '));
    if (found) return found;
  }
  return document.getElementById('spec-json');
}

// A fold that is shut is opened first; the field is there once it is drawn.
export function show(path) {
  const open = field => {
    const panel = field.closest('.fold:has(> .content[hidden])');
    panel?.querySelector('.fold-title')?.click();
    return Boolean(panel);
  };
  const field = find(path);
  if (!field) return;
  const go = () => {
    const found = find(path);
    // The field of a rule stands behind its editor.
    const target = found.hidden ? document.querySelector(`[data-rule="${found.id}"]`) ?? found : found;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  };
  if (open(field)) setTimeout(go, 250); else go();
}
