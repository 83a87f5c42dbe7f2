// The chart workspace without the product: its own markup, styles and scripts with data made here, for measuring and looking.
// node bench/charts/page.mjs PORT, then http://127.0.0.1:PORT/?source=series/DAY or runs/FEW …
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answerChart } from './market.mjs';
import { chartWords, spoken, texts } from './words.mjs';

const web = join(dirname(fileURLToPath(import.meta.url)), '../../src/Web');
const component = join(web, 'Components/Workspace/ChartWorkspace.razor');
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

// The component's markup with its few values filled in.
async function markup(title) {
  const text = spoken(await readFile(component, 'utf8'), await texts(dirname(component)), title);
  return text.replace(/@\*[\s\S]*?\*@/g, '').replace(/@implements.*/g, '').replace(/ @ref="\w+"/g, '')
    .replace(/@if \(.*\)\s*\{([^}]*)\}/g, '$1').replaceAll('@_id', 'chart')
    .replaceAll('@Title', title).replaceAll('@Height', 'clamp(420px, 60vh, 900px)');
}

async function page(url) {
  const source = url.searchParams.get('source') ?? 'series/DAY', title = source.split('/')[1];
  return `<!DOCTYPE html><html lang="en" data-theme="${url.searchParams.get('theme') ?? 'light'}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
    <link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/app.css"><link rel="stylesheet" href="/workspace.css"></head>
    <body><main><h1>${title}</h1>${await markup(title)}</main>
    <script type="module" src="/start.js"></script></body></html>`;
}

const start = async () => `import { create } from '/lib/workspace/workspace.js';
const source = new URLSearchParams(location.search).get('source') ?? 'series/DAY';
window.make = () => create(document.querySelector('.workspace'), { source, title: source.split('/')[1],
  words: ${JSON.stringify(await chartWords(dirname(component)))} },
  { invokeMethodAsync: (name, value) => { (window.heard ??= []).push([name, value]); return Promise.resolve(); } });
window.chart = await window.make();`;

export function serve(port) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const send = (type, body, status = 200, headers = {}) => {
      response.writeHead(status, { 'Content-Type': type, ...headers });
      response.end(body);
    };
    try {
      if (url.pathname.startsWith('/chart/')) { await answerChart(request, url, send); return; }
      if (url.pathname === '/') { send('text/html', await page(url)); return; }
      if (url.pathname === '/start.js') { send('text/javascript', await start()); return; }
      if (url.pathname === '/workspace.css') {
        const css = await readFile(`${component}.css`, 'utf8');
        send('text/css', css.replaceAll(' ::deep', ''));
        return;
      }
      const path = normalize(url.pathname);
      send(types[extname(path)] ?? 'application/octet-stream', await readFile(join(web, 'wwwroot', path)));
    } catch (error) { send('text/plain', String(error), error.code === 'ENOENT' ? 404 : 500); }
  });
  return new Promise(done => server.listen(port, '127.0.0.1', () => done(server)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await serve(Number(process.argv[2] ?? 20_480));
