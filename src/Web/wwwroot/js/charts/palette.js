// Colours and fonts of every chart come from the stylesheet's tokens.
export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
export const isDark = () => document.documentElement.dataset.theme === 'dark';
export const textFont = () => getComputedStyle(document.body).fontFamily;

// A true minus sign, and none before a rounded zero.
const minus = text => /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
const fixed = decimals => new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
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
