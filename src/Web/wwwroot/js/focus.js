// Keeps the focus when what had it goes: a deleted row, an accepted file, a message that was answered, a button that works for a while.
// Then what stands at its place has it, or what had it before, or the heading of the page; it never falls back to the document.

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), '
  + '[tabindex]:not([tabindex="-1"])';
const groups = 'tbody, ul, ol, dl, [role=tablist], .card, form, section, main';
const past = [];
let last = null, places = [], page = location.pathname, heading = null;

const headingNow = () => document.querySelector('main h1');

const isSeen = element => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
const inside = group => [...group.querySelectorAll(focusable)].filter(isSeen);
const isLost = () => !document.activeElement || document.activeElement === document.body;

document.addEventListener('focusin', ({ target }) => {
  if (last && last !== target) past.push(last);
  if (past.length > 12) past.shift();
  [last, page, heading] = [target, location.pathname, headingNow()];
  places = [];
  for (let group = target.parentElement?.closest(groups); group; group = group.parentElement?.closest(groups))
    places.push({ group, at: inside(group).indexOf(target) });
});

function instead() {
  // Another page begins at its heading, as soon as it is there and the one of the page before has gone.
  if (page !== location.pathname) return headingNow() === heading ? null : headingNow();
  for (const { group, at } of places) {
    if (!group.isConnected || group.matches('main')) continue;
    const there = inside(group);
    if (there.length === 0) continue;
    const next = there[Math.max(0, Math.min(at, there.length - 1))], told = next.closest('[role=status], [role=alert]');
    // A message is read from its beginning; its button would undo what was just done.
    return told ? inside(told)[0] : next;
  }
  return past.findLast(e => e.isConnected && isSeen(e) && !e.disabled && !e.closest('[inert]'))
    ?? document.querySelector('main [role=status][tabindex], main h1');
}

function keep() {
  if (!last || !isLost() || document.documentElement.classList.contains('is-offline')) return;
  if (last.isConnected && isSeen(last)) {
    if (!last.disabled) last.focus({ preventScroll: true });
    return;
  }
  const next = instead();
  if (!next) return;
  if (next.matches('h1') && !next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// Whoever clicks beside everything wants no focus.
document.addEventListener('pointerdown', ({ target }) => { if (!target.closest?.(focusable)) last = null; }, true);

// What is redrawn in the next moments may bring its own focus.
let waiting = 0;
new MutationObserver(() => {
  if (!last || !isLost() || waiting) return;
  waiting = setTimeout(() => { waiting = 0; keep(); }, 60);
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'inert'] });
