// Colours, the font and its size.
export { size, textFont as font, token } from '../charts/palette.js';
