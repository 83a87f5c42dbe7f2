// Starts and keeps the page's connection, and turns keys into actions.

const offline = document.getElementById('offline');

function freeze(frozen) {
  offline.hidden = !frozen;
  document.querySelector('.shell')?.toggleAttribute('inert', frozen);
  document.documentElement.classList.toggle('is-offline', frozen);
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

const open = id => {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  for (const input of dialog.querySelectorAll('[data-setting]')) input.checked = simulatorTheme.chosen(input.name) === input.value;
  dialog.showModal();
  dialog.querySelector('input[type=text]')?.select();
};

const isTyping = target => target.closest?.('input, textarea, select, [contenteditable=true], .rz-dropdown, [role=listbox]');
const places = { h: '', d: 'data', n: 'new', w: 'sweep', r: 'simulations', s: 'shared' };
let going = 0;

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open('palette'); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  if (event.key === '?') { event.preventDefault(); open('keys'); return; }
  if (event.key === 't') { simulatorTheme.toggle(); return; }
  if (event.key === '/') {
    const search = document.querySelector('main input[type=search]');
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  if (event.key === 'g') { going = performance.now(); return; }
  if (performance.now() - going < 1500 && event.key in places) { going = 0; Blazor.navigateTo(places[event.key]); }
});

// Arrows move along a row of tabs.
document.addEventListener('keydown', event => {
  const tab = event.target.closest?.('[role=tab]');
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!tab || !step) return;
  const tabs = [...tab.parentElement.querySelectorAll('[role=tab]')];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
});

document.addEventListener('change', event => {
  if (event.target.matches('[data-setting]')) simulatorTheme.choose(event.target.name, event.target.value);
});

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-open]');
  if (opener) { open(opener.dataset.open); return; }
  if (event.target.closest('[data-toggle-theme]')) { simulatorTheme.toggle(); return; }
  if (event.target.closest('a.skip')) { event.preventDefault(); document.getElementById('content').focus(); return; }
  // A click on a dialog's backdrop closes it, as Escape does.
  if (event.target instanceof HTMLDialogElement && event.target.hasAttribute('data-light-dismiss')) event.target.close();
});

// A word from the reference is inserted where the user last edited a rule.
let rule;
document.addEventListener('focusin', event => { if (event.target.matches?.('[data-rule]')) rule = event.target; });
document.addEventListener('click', event => {
  const word = event.target.closest('[data-insert]')?.dataset.insert;
  if (word === undefined) return;
  event.target.closest('dialog')?.close();
  const field = rule?.isConnected ? rule : document.querySelector('[data-rule]');
  if (!field) return;
  field.focus();
  field.setRangeText(word, field.selectionStart, field.selectionEnd, 'end');
  for (const change of ['input', 'change']) field.dispatchEvent(new Event(change, { bubbles: true }));
});

async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    // Without a secure context there is no clipboard; the old way still works.
    const field = document.createElement('textarea');
    field.value = text;
    (document.querySelector('dialog[open]') ?? document.body).append(field);
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

// Brings a row of a list into view and marks where it is.
function reveal(id) { document.getElementById(id)?.scrollIntoView({ block: 'center' }); }

window.simulatorShell = { reveal, close: id => document.getElementById(id)?.close(), open, copy, showFirstError };
