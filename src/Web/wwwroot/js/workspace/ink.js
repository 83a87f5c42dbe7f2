// Colours and the font of the page, read once for each theme: a picture asks for them hundreds of times a second.
import { textFont, token as read } from '../charts/palette.js';

const known = new Map();
document.addEventListener('themechange', () => known.clear());

function remembered(name, find) {
  if (!known.has(name)) known.set(name, find());
  return known.get(name);
}
export const token = name => remembered(name, () => read(name));
export const font = () => remembered(' font', textFont);

// A chart is not zoomed with the page on a projector: its writing is larger instead.
export const size = () => document.documentElement.hasAttribute('data-projector') ? 14 : 11;
