// Arithmetic on sorted columns.

// Index of the first time at or after `time`; the column's length where there is none.
export function firstAtOrAfter(times, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1; else high = middle;
  }
  return low;
}

// Consecutive bars joined: first open, highest high, lowest low, last close, sum of volume.
export function joinBars(bars, start, end, factor) {
  const count = Math.ceil((end - start) / factor);
  const column = () => new Float64Array(count);
  const joined = {
    count, time: column(), open: column(), high: column(), low: column(), close: column(), volume: bars.volume ? column() : null,
  };
  for (let p = 0; p < count; p++) {
    const first = start + p * factor, last = Math.min(first + factor, end) - 1;
    let high = bars.high[first], low = bars.low[first], volume = 0;
    for (let i = first; i <= last; i++) {
      if (bars.high[i] > high) high = bars.high[i];
      if (bars.low[i] < low) low = bars.low[i];
      if (bars.volume) volume += bars.volume[i];
    }
    joined.time[p] = bars.time[last];
    joined.open[p] = bars.open[first];
    joined.high[p] = high;
    joined.low[p] = low;
    joined.close[p] = bars.close[last];
    if (joined.volume) joined.volume[p] = volume;
  }
  return joined;
}

// The last value of each group of bars.
export function joinLast(values, start, end, factor) {
  const count = Math.ceil((end - start) / factor);
  const joined = new Float64Array(count);
  for (let p = 0; p < count; p++) joined[p] = values[Math.min(start + (p + 1) * factor, end) - 1];
  return joined;
}

// Values known at each of `at`: the latest of `times` that is not later; NaN before the first, and after the last.
export function asOf(times, values, at) {
  const found = new Float64Array(at.length).fill(NaN);
  const end = times.length === 0 ? -Infinity : times[times.length - 1];
  let next = at.length === 0 ? 0 : firstAtOrAfter(times, at[0]);
  for (let i = 0; i < at.length; i++) {
    while (next < times.length && times[next] <= at[i]) next++;
    if (next === 0) continue;
    if (at[i] > end && i > 0 && at[i - 1] >= end) break;
    found[i] = values[next - 1];
  }
  return found;
}

// The library needs increasing times; a clock that is set back repeats an hour.
export function increasing(times) {
  const fixed = new Float64Array(times.length);
  let last = -Infinity;
  for (let i = 0; i < times.length; i++) fixed[i] = last = times[i] > last ? times[i] : last + 1;
  return fixed;
}
