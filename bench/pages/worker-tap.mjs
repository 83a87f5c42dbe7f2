// Runs a worker and passes its messages on, each noted with the time at which it passed: "milliseconds since 1970 <tab> message".
import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs';

const worker = spawn(process.env.TAP_DOTNET, process.argv.slice(2), {
  stdio: ['inherit', 'pipe', 'inherit'],
  // The worker ends with its parent: that is this process here, which ends with the server's pipe.
  env: { ...process.env, SIMULATOR_SERVER_PROCESS: String(process.pid) },
});
let rest = '';
worker.stdout.setEncoding('utf8').on('data', text => {
  const now = Date.now(); // the clock that the browser reads, too
  process.stdout.write(text);
  const lines = (rest + text).split('\n');
  rest = lines.pop();
  appendFile(process.env.TAP_LOG, lines.map(line => `${now}\t${line}\n`).join(''), () => {});
});
process.stdout.on('error', () => worker.kill());
process.on('SIGTERM', () => worker.kill());
worker.on('close', code => { process.exitCode = code ?? 1; });
