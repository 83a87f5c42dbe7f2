// Chromium as the browser tests have it: their copy of Playwright, the system's Chromium.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const built = ['Release', 'Debug'].map(c => join(root, `tests/Browser.Tests/bin/${c}/net10.0/.playwright/package`));
const found = [process.env.PLAYWRIGHT_PACKAGE, ...built].find(p => p && existsSync(p));
if (!found) throw new Error('Playwright was not found: build tests/Browser.Tests first, or set PLAYWRIGHT_PACKAGE.');
const { chromium } = createRequire(import.meta.url)(found);

// The Node.js that comes with Playwright: it has SQLite, older ones do not.
export const playwrightNode = join(found, '../node/linux-x64/node');

export const launch = (...more) => chromium.launch({
  executablePath: process.env.SIMULATOR_BROWSER ?? '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc', '--enable-precise-memory-info', ...more],
});

// A browser of its own: nothing of another one's storage. Its errors are the measurement's errors.
export async function visitor(browser, server, { width = 1440, height = 900, theme = 'light' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', hasTouch: width < 500,
  });
  await context.addInitScript(t => { if (!localStorage.getItem('theme')) localStorage.setItem('theme', t); }, theme);
  const page = await context.newPage();
  const errors = [];
  page.setDefaultTimeout(60_000);
  page.on('console', m => { if (m.type() === 'error') errors.push(m.text()); });
  page.on('pageerror', e => errors.push(e.message));
  return { context, page, errors, address: server.address, go: (path, options) => page.goto(server.address + path, options) };
}

export const median = values => sorted(values)[values.length >> 1];

export const percentile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(share * values.length))];

const sorted = values => [...values].sort((a, b) => a - b);
