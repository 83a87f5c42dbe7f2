// The chart itself: its look from the stylesheet's tokens, its axes, how it is moved.
import { createChart } from './lib.js';
import { font, size, token } from './ink.js';
import { tickText, timeText } from './times.js';

// A finger that moves up or down moves the page.
export const scrolling = { mouseWheel: true, pressedMouseMove: true, horzTouchDrag: true, vertTouchDrag: false };

// A double click on the time axis shows everything; the library alone would show the end of what is drawn.
export const scaling = {
  mouseWheel: true, pinch: true, axisPressedMouseMove: true, axisDoubleClickReset: { time: false, price: true },
};

export function look() {
  return {
    layout: {
      background: { color: 'transparent' }, textColor: token('ink-soft'), fontFamily: font(), fontSize: size(), attributionLogo: true,
      panes: { separatorColor: token('line'), separatorHoverColor: token('accent-soft'), enableResize: true },
    },
    grid: { vertLines: { color: token('grid') }, horzLines: { color: token('grid') } },
    crosshair: {
      mode: 0,
      vertLine: { color: token('line-strong'), labelBackgroundColor: token('ink-soft') },
      horzLine: { color: token('line-strong'), labelBackgroundColor: token('ink-soft') },
    },
  };
}

export function frame(host, intraday) {
  return createChart(host, {
    autoSize: true,
    ...look(),
    rightPriceScale: { borderVisible: false, minimumWidth: 64, scaleMargins: { top: 0.14, bottom: 0.06 }, entireTextOnly: true },
    timeScale: {
      minBarSpacing: 0.1, borderVisible: false, timeVisible: intraday(), secondsVisible: false, tickMarkFormatter: tickText,
      shiftVisibleRangeOnNewBar: false, lockVisibleTimeRangeOnResize: true,
    },
    localization: { locale: 'en-GB', timeFormatter: time => timeText(time, intraday()) },
    handleScroll: scrolling,
    handleScale: scaling,
    kineticScroll: { touch: true, mouse: false },
    trackingMode: { exitMode: 0 },
  });
}
