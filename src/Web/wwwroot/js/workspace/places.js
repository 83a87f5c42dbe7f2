// Where times lie on the drawn points, and back. Between two points a time is interpolated; beyond them it is extrapolated.
import { firstAtOrAfter } from './columns.js';

const step = w => w.count > 1 ? (w.shown[w.count - 1] - w.shown[0]) / (w.count - 1) : 1;

export function logicalAt(w, time) {
  const i = firstAtOrAfter(w.shown, time);
  if (i === w.count) return w.count - 1 + (time - w.shown[w.count - 1]) / step(w);
  if (w.shown[i] === time) return i;
  if (i === 0) return (time - w.shown[0]) / step(w);
  return i - 1 + (time - w.shown[i - 1]) / (w.shown[i] - w.shown[i - 1]);
}

// The time of the nearest point.
export function timeAtLogical(w, logical) {
  const i = Math.round(logical);
  if (i < 0) return Math.round(w.shown[0] + i * step(w));
  return i < w.count ? w.shown[i] : Math.round(w.shown[w.count - 1] + (i - w.count + 1) * step(w));
}

// Pixel of a place between two points; the library itself knows whole points only.
export function xAt(scale, logical) {
  if (!Number.isFinite(logical)) return null;
  const whole = Math.floor(logical), x = scale.logicalToCoordinate(whole);
  if (x === null || whole === logical) return x;
  return x + (logical - whole) * (scale.logicalToCoordinate(whole + 1) - x);
}

// The edge after the last point that is not later; an infinite one outside of what is loaded.
export function edgeAfter(w, time) {
  if (time < w.shown[0]) return -Infinity;
  const i = firstAtOrAfter(w.shown, time + 0.5);
  return i === w.count && !w.atEnd ? Infinity : i - 0.5;
}

// A primitive that draws with `paint(context, size)` in CSS pixels.
export function primitive(paint, { zOrder = 'top', hitTest, axis } = {}) {
  const renderer = { draw: target => target.useMediaCoordinateSpace(({ context, mediaSize }) => paint(context, mediaSize)) };
  const views = [{ zOrder: () => zOrder, renderer: () => renderer }];
  return {
    attached({ requestUpdate }) { this.redraw = requestUpdate; },
    detached() { this.redraw = null; },
    redraw: null,
    updateAllViews() {},
    paneViews: () => views,
    ...(axis ? { priceAxisViews: axis } : {}),
    ...(hitTest ? { hitTest } : {}),
  };
}
