// Times on the axis and in the legend: year first, never ambiguous. The server sends the exchange's clock as if it were UTC.
import { words } from './words.js';

const two = n => String(n).padStart(2, '0');

export const dayOf = seconds => new Date(seconds * 1000).toISOString().slice(0, 10);
export const clockOf = seconds => { const d = new Date(seconds * 1000); return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`; };
export const timeText = (seconds, intraday) => intraday ? `${dayOf(seconds)} ${clockOf(seconds)}` : dayOf(seconds);
export const weekdayOf = seconds => words.weekdays[new Date(seconds * 1000).getUTCDay()];

// Labels of the axis: 2024 · Mar · 4 Mar · 15:30. The kinds are the library's (year, month, day, time, time with seconds).
export function tickText(seconds, kind) {
  const d = new Date(seconds * 1000);
  if (kind === 0) return String(d.getUTCFullYear());
  if (kind === 1) return words.months[d.getUTCMonth()];
  return kind === 2 ? `${d.getUTCDate()} ${words.months[d.getUTCMonth()]}` : clockOf(seconds);
}

// The same day some months earlier, or the last of that month.
export function monthsBefore(seconds, count) {
  const d = new Date(seconds * 1000), day = d.getUTCDate();
  d.setUTCDate(1);
  d.setUTCMonth(d.getUTCMonth() - count);
  d.setUTCDate(Math.min(day, new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate()));
  return d.getTime() / 1000;
}
export const yearStart = seconds => Date.UTC(new Date(seconds * 1000).getUTCFullYear(), 0, 1) / 1000;
