// Colours and fonts of every chart come from the stylesheet's tokens, read once for each theme: a picture asks for them hundreds of times
// a second.
const known = new Map();
document.addEventListener('themechange', () => known.clear());

function remembered(name, find) {
  const value = known.get(name) ?? find();
  if (value) known.set(name, value);
  return value;
}
export const token = name => remembered(name, () => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
export const textFont = () => remembered(' font', () => getComputedStyle(document.body).fontFamily);
export const isDark = () => document.documentElement.dataset.theme === 'dark';

// A true minus sign, and none before a rounded zero.
const minus = text => /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
// Made when first used: each takes twenty milliseconds of a page's start.
function fixed(decimals) {
  let made;
  const make = () => new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return { format: v => (made ??= make()).format(v) };
}
const percent = fixed(1), whole = fixed(0), two = fixed(2);

// How values of a chart are written; the names are those that the server sends.
export const formats = {
  percent: v => v == null ? '—' : `${minus(percent.format(v * 100))} %`,
  money: v => v == null ? '—' : minus(whole.format(v)),
  price: v => v == null ? '—' : minus(Math.abs(v) >= 10 ? two.format(v) : Number(v).toPrecision(4)),
  short: v => minus(String(Number(Number(v).toPrecision(4)))),
  number: v => v == null ? '—'
    : Math.abs(v) < 1e-12 ? '0' // what is left of a sum that is zero
    : minus(Math.abs(v) >= 100 ? whole.format(v) : String(Number(Number(v).toPrecision(Math.abs(v) < 1 ? 4 : 3)))),
};

// A chart is not zoomed with the page on a projector: its writing is larger instead.
export const size = () => document.documentElement.hasAttribute('data-projector') ? 14 : 11;
