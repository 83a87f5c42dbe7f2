// The built product as a process of its own, on a free port of the loopback, with a data folder of its own.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './browser.mjs';

const here = dirname(fileURLToPath(import.meta.url));
// Another build, a published one for instance: SIMULATOR_SERVER=…/Simulator.Web.
const built = ['Release', 'Debug'].map(c => join(root, `src/Web/bin/${c}/net10.0/Simulator.Web`));
const program = process.env.SIMULATOR_SERVER ?? built.find(existsSync);
const probe = ['Release', 'Debug'].map(c => join(root, `bench/Bench/bin/${c}/net10.0/Bench.dll`)).find(existsSync);
const dotnet = (process.env.PATH ?? '').split(delimiter).map(p => join(p, 'dotnet')).find(existsSync);

export class Server {
  constructor() {
    if (!program) throw new Error('The server was not found: build src/Web first (dotnet build -c Release).');
    if (!dotnet) throw new Error('dotnet was not found on the PATH.');
    this.data = mkdtempSync(join(tmpdir(), 'simulator-pages-'));
    this.log = join(this.data, 'server.log');
  }

  // Workers are started through worker-tap, which notes when each of their messages passed while the file that it is told of is there.
  async start() {
    this.port ??= await freePort();
    this.address = `http://127.0.0.1:${this.port}/`;
    const output = openSync(this.log, 'a'), real = realpathSync(dotnet);
    this.process = spawn(program, ['--urls', this.address], {
      cwd: this.data, stdio: ['ignore', output, output],
      env: {
        ...process.env, SIMULATOR_DATA: this.data, Jobs__DemoAtFirstStart: 'false', Storage__LeastFreeMiB: '0',
        DOTNET_ROOT: dirname(real), DOTNET_HOST_PATH: join(here, 'worker-tap.sh'), TAP_DOTNET: real, TAP_NODE: process.execPath,
        TAP_LOG: this.tapped, ...(probe ? { DOTNET_STARTUP_HOOKS: probe, HEAP_PROBE: join(this.data, 'probe.sock') } : {}),
      },
    });
    closeSync(output);
    for (let i = 0; ; i++) {
      if (await this.get('health').then(() => true, () => false)) return;
      if (this.process.exitCode !== null || i > 600) throw new Error(`The server did not come up; see ${this.log}.`);
      await pause(100);
    }
  }

  get tapped() { return join(this.data, 'worker-messages.log'); }

  get hasProbe() { return Boolean(probe); }

  async stop() {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise(done => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(late);
  }

  async dispose() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }

  async get(path) {
    const answer = await fetch(this.address + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async post(path, body) {
    const answer = await fetch(this.address + path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  // Submits a job of a kind and returns its id.
  submit(kind, request) { return this.post(`api/jobs/${kind}`, request).then(a => a.id); }

  // Waits for a job's end; throws where it did not succeed.
  async ended(id, patience = 180_000) {
    for (const began = Date.now(); Date.now() - began < patience; await pause(100)) {
      const job = await (await this.get(`api/jobs/${id}`)).json();
      if (job.state === 'succeeded') return job;
      if (job.state === 'failed' || job.state === 'cancelled') throw new Error(`job ${id} ${job.state}: ${job.reason}`);
    }
    throw new Error(`job ${id} has not ended after ${patience / 1000} s`);
  }

  // Collects the server's garbage and returns the bytes that are in use then: { heap, workingSet }.
  memory() {
    return new Promise((done, fail) => {
      let text = '';
      const socket = connect(join(this.data, 'probe.sock'));
      socket.on('data', part => { text += part; });
      socket.on('end', () => done(JSON.parse(text)));
      socket.on('error', fail);
    });
  }
}

export const pause = ms => new Promise(done => setTimeout(done, ms));

function freePort() {
  return new Promise(done => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
  });
}
