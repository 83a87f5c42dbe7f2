// What travels for a page: every byte of every connection between browser and server, counted by a relay between them. Web sockets apart.
import { connect, createServer } from 'node:net';
import { pause } from './server.mjs';

class Relay {
  #connections = [];

  async start(server) {
    const { port, hostname } = new URL(server.address);
    this.listening = createServer(browser => {
      const product = connect(Number(port), hostname), counted = { socket: false, bytes: 0 };
      this.#connections.push(counted);
      browser.on('data', part => {
        counted.socket ||= part.subarray(0, 16).toString('latin1').startsWith('GET /_blazor?id');
        counted.bytes += part.length;
      });
      product.on('data', part => { counted.bytes += part.length; });
      browser.pipe(product).pipe(browser);
      for (const end of [browser, product]) end.on('error', () => { browser.destroy(); product.destroy(); });
    });
    await new Promise(done => this.listening.listen(0, '127.0.0.1', done));
    this.address = `http://127.0.0.1:${this.listening.address().port}/`;
  }

  // Since the last call: bytes of pages and files, and of web sockets, both ways.
  take() {
    const sum = socket => this.#connections.filter(c => c.socket === socket).reduce((a, c) => a + c.bytes, 0);
    const found = { http: sum(false), socket: sum(true) };
    for (const c of this.#connections) c.bytes = 0;
    return found;
  }

  stop() { this.listening.close(); }
}

// The largest answers, bodies and headers as they were encoded, as the browser's own protocol counts them.
async function listed(page) {
  const cdp = await page.context().newCDPSession(page), paths = new Map(), sizes = [];
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', e => paths.set(e.requestId, new URL(e.response.url).pathname));
  cdp.on('Network.loadingFinished', e => sizes.push({ path: paths.get(e.requestId) ?? '?', bytes: e.encodedDataLength }));
  return sizes;
}

async function visit(page, address) {
  const sizes = await listed(page);
  await page.goto(address);
  await page.locator('main .sentence').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('figure.chart, .workspace')].every(f => f.dataset.drawn));
  await page.waitForLoadState('networkidle');
  await pause(1000);
  return sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 6);
}

// The first visit of a browser that has nothing, and the second: bytes { http, socket, largest }.
export async function report(browser, server, id) {
  const relay = new Relay(), context = await browser.newContext({ viewport: { width: 1440, height: 900 } }), found = [];
  await relay.start(server);
  for (let times = 0; times < 2; times++) {
    const page = await context.newPage(), largest = await visit(page, `${relay.address}simulations/${id}`);
    found.push({ ...relay.take(), largest });
    await page.close();
    await pause(200);
    relay.take();
  }
  await context.close();
  relay.stop();
  return found;
}
