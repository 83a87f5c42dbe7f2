// Starts and keeps the page's connection, and turns keys into actions.
import '/js/charts/plots.js';
import '/js/parts.js';
import '/js/focus.js';
import { connection } from '/js/typed.js';
import '/js/grids.js';

const offline = document.getElementById('offline'), reopened = document.getElementById('reopened');
let focused = null;

// Whoever was in a field finds the focus there again.
function freeze(frozen) {
  if (frozen === !offline.hidden) return;
  if (frozen) {
    focused = document.activeElement;
    connection.lost();
  }
  offline.hidden = !frozen;
  document.querySelector('.shell')?.toggleAttribute('inert', frozen);
  document.documentElement.classList.toggle('is-offline', frozen);
  if (frozen) return;
  if (focused?.isConnected) focused.focus({ preventScroll: true });
  connection.back();
}

let reconnecting = false;
async function reconnect() {
  if (reconnecting) return;
  reconnecting = true;
  freeze(true);
  for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
    try {
      // False: the server is there but no longer knows this page (it was restarted).
      if (await Blazor.reconnect()) break;
      sessionStorage.setItem('reopened', 'true');
      location.reload();
      return;
    } catch {
      await new Promise(done => setTimeout(done, wait));
    }
  }
  reconnecting = false;
  freeze(false);
}

await Blazor.start({
  circuit: {
    reconnectionHandler: { onConnectionDown: () => { reconnect(); }, onConnectionUp: () => { freeze(false); } },
  },
});

connection.restore();
if (sessionStorage.getItem('reopened')) {
  sessionStorage.removeItem('reopened');
  reopened.hidden = false;
  document.documentElement.dataset.reopened = 'true';
  setTimeout(() => { reopened.hidden = true; }, 8000);
}

// The frame's dialogs live in the page; a key asks the page to open one.
let page;
const ask = method => { page?.invokeMethodAsync(method); };

// What is typed before the search stands is not lost: it is put into its field, and Enter is pressed there.
let early = null, entered = false;
function search() {
  ask('OpenSearch');
  const since = performance.now();
  early = '';
  entered = false;
  (function hand() {
    const field = document.querySelector('.palette input');
    if (field && document.activeElement === field) {
      if (early) { field.value += early; field.dispatchEvent(new Event('input', { bubbles: true })); }
      early = null;
      if (entered) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
    } else if (early !== null && performance.now() - since < 10000) requestAnimationFrame(hand);
    else early = null;
  })();
}
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') early = null;
  if (early === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter' || entered) entered = true;
  else if (event.key.length === 1) early += event.key;
  else if (event.key === 'Backspace') early = early.slice(0, -1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

const isTyping = target =>
  target.closest?.('input, textarea, select, [contenteditable=true], .mud-select, [role=listbox], [role=combobox]');
const places = { h: '', d: 'data', n: 'new', w: 'sweep', f: 'leaderboard', a: 'agents', r: 'simulations', s: 'shared' };
let going = -Infinity; // when “g” was last pressed

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); search(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('.mud-dialog')) return;
  if (event.key === '?') { event.preventDefault(); ask('OpenKeys'); return; }
  if (event.key === 't') { simulatorTheme.toggle(); return; }
  if (event.key === '/') {
    const search = document.querySelector('main input[type=search]');
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  if (event.key === 'g') { going = performance.now(); return; }
  if (performance.now() - going < 1500 && event.key in places) { going = -Infinity; Blazor.navigateTo(places[event.key]); }
});

// Arrows move along a row of tabs. The library's own keys start from the tab that was chosen when the server last drew, and lag behind.
document.addEventListener('keydown', event => {
  const tab = event.target.closest?.('[role=tab]');
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!tab || !step) return;
  event.preventDefault();
  event.stopPropagation();
  const tabs = [...tab.closest('[role=tablist]').querySelectorAll('[role=tab]')];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
}, true);

document.addEventListener('click', event => {
  if (event.target.closest('[data-toggle-theme]')) { simulatorTheme.toggle(); return; }
  if (event.target.closest('a.skip')) { event.preventDefault(); document.getElementById('content').focus(); return; }
});

// A word from the reference is inserted where the user last edited a rule.
let rule;
document.addEventListener('focusin', event => { if (event.target.matches?.('[data-rule]')) rule = event.target; });
document.addEventListener('click', event => {
  const word = event.target.closest('[data-insert]')?.dataset.insert;
  if (word === undefined) return;
  const field = rule?.isConnected ? rule : document.querySelector('.cm-content[data-rule]') ?? document.querySelector('[data-rule]');
  if (!field) return;
  keepFocus(field);
  if (field.isContentEditable) { field.dispatchEvent(new CustomEvent('rule-insert', { detail: word })); return; }
  field.focus();
  field.setRangeText(word, field.selectionStart, field.selectionEnd, 'end');
  for (const change of ['input', 'change']) field.dispatchEvent(new Event(change, { bubbles: true }));
});

// A dialog that closes gives the focus back to what opened it; whoever inserted a word goes on writing where it stands.
function keepFocus(field) {
  const back = event => {
    if (field.contains(event.target)) return;
    if (event.target.closest?.('button')) field.focus();
    else end(); // another field is another thought
  };
  const end = () => {
    document.removeEventListener('focusin', back, true);
    document.removeEventListener('pointerdown', end, true);
    document.removeEventListener('keydown', onKey, true);
  };
  const onKey = event => { if (event.key === 'Tab' || event.key === 'Escape') end(); };
  document.addEventListener('focusin', back, true);
  document.addEventListener('pointerdown', end, true);
  document.addEventListener('keydown', onKey, true);
  setTimeout(end, 2000);
}

async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    // Without a secure context there is no clipboard; the old way still works.
    const field = document.createElement('textarea');
    field.value = text;
    (document.querySelector('.mud-dialog') ?? document.body).append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}

// Scrolls to the first wrong field after the errors are drawn.
const showFirstError = () => requestAnimationFrame(() => {
  const wrong = document.querySelector('main [aria-invalid=true]');
  wrong?.scrollIntoView({ block: 'center' });
  wrong?.focus({ preventScroll: true });
});

// Brings a row of a list into view and goes on there.
function revealRow(list, top, id) {
  const box = document.getElementById(list);
  if (box) box.scrollTop = Math.max(0, top - box.clientHeight / 2);
  const since = performance.now();
  (function show() {
    const row = document.getElementById(id);
    if (row) {
      row.scrollIntoView({ block: 'center' });
      row.closest('tr')?.querySelector('button')?.focus({ preventScroll: true });
    }
    else if (performance.now() - since < 2000) requestAnimationFrame(show);
  })();
}

// What can be done on the page: the buttons and links of its heading and of its bars, by what they are called.
const actionPlaces = ['.page-head .actions', '.runbar .actions', '[data-palette]'].map(place => `main ${place}`);
let found = [];
const nameOf = element => (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ');
const isAble = element => !element.disabled && element.getAttribute('aria-disabled') !== 'true' && element.offsetParent !== null;
function actions() {
  const all = actionPlaces.flatMap(place => [...document.querySelectorAll(`${place} :is(button, a[href])`)]);
  found = [...new Set(all)].filter(element => isAble(element) && nameOf(element));
  return found.map(nameOf);
}

// The palette closes first: what an action opens takes the focus after it.
function act(place) {
  const element = found[place], since = performance.now();
  (function once() {
    if (document.querySelector('.mud-dialog') && performance.now() - since < 1000) { requestAnimationFrame(once); return; }
    if (!element?.isConnected) return;
    element.focus();
    element.click();
  })();
}

const has = selectors => selectors.map(selector => selector !== '' && document.querySelector(`main :is(${selector})`) !== null);
const reveal = id => requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'nearest' }));

// Jobs whose end this browser tells; asked for by the person, job by job.
const told = new Set();
async function tell(job) {
  if (!('Notification' in window) || await Notification.requestPermission() !== 'granted') return false;
  told.add(job);
  return true;
}
function ended(job, title, body) {
  if (!told.delete(job) || document.visibilityState === 'visible') return;
  const note = new Notification(title, { body, icon: '/favicon.svg', tag: job });
  note.onclick = () => { window.focus(); note.close(); };
}

window.simulatorShell = {
  revealRow, actions, act, has, reveal, tell, forget: job => { told.delete(job); }, ended,
  frame: reference => { page = reference; }, copy, showFirstError };
