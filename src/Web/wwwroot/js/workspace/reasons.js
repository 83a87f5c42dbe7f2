// Why the forecast under the crosshair is what it is, in words: the strongest parts of its width and of its mean.
import { firstAtOrAfter } from './columns.js';
import { fine } from './numbers.js';
import { words } from './words.js';

const widths = 3, means = 2; // sentences at most
const smallestWidth = 0.0005, smallestMean = 0.000005; // what would be written as 0

// Levels are standard deviations from the mean of what the model was fitted on.
const levelOf = level => level >= 1.5 ? words.levelVeryHigh : level >= 0.5 ? words.levelHigh
  : level > -0.5 ? words.levelUsual : level > -1.5 ? words.levelLow : words.levelVeryLow;

export class Reasons {
  #read;

  constructor(read) { this.#read = read; }

  // The sentences of a time; none where it is not explained.
  at(time) {
    const read = this.#read, row = firstAtOrAfter(read.time, time);
    if (row >= read.time.length || read.time[row] !== time) return [];
    const say = (reasons, size, smallest, most, more, less) => reasons
      .map(({ input, part, level }) => ({ input: input[row], part: part[row], level: level[row] }))
      .filter(r => r.input >= 0 && size(r.part) >= smallest)
      .slice(0, most)
      .map(r => (r.part > 0 ? more : less)({ level: levelOf(r.level), input: read.inputs[r.input], size: fine(size(r.part)) }));
    return [
      ...say(read.width, part => Math.abs(Math.expm1(part)), smallestWidth, widths, words.widens, words.narrows),
      ...say(read.mean, Math.abs, smallestMean, means, words.raises, words.lowers),
    ];
  }
}
