// The chart workspace alone, with made data: bench/chart-frames.mjs measures it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './browser.mjs';

// Lines of figures { what, source, … }.
export function chartFrames(...sources) {
  return new Promise((done, fail) => {
    const port = 20_500 + process.pid % 400, child = spawn(process.execPath, [join(root, 'bench/chart-frames.mjs'), port, ...sources]);
    let text = '';
    child.stdout.on('data', part => { text += part; });
    child.stderr.pipe(process.stderr);
    child.on('close', code => {
      if (code === 0) done(text.trim().split('\n').map(l => JSON.parse(l)));
      else fail(new Error(`bench/chart-frames.mjs ended with ${code}`));
    });
  });
}
