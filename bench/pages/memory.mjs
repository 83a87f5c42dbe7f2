// What a circuit and a chart hold: the server's heap after its garbage was collected, with few tabs and with many; the browser's per chart.
import { pause } from './server.mjs';

// Bytes of the server's heap for each circuit that is open on a page and idle.
export async function perCircuit(browser, server, path, circuits = 50) {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
  const open = async count => {
    for (let i = 0; i < count; i++) {
      const page = await context.newPage();
      await page.goto(server.address + path);
      await page.locator('main h1').first().waitFor();
    }
    await pause(2000);
    return server.memory();
  };
  try {
    const first = await open(1), all = await open(circuits - 1);
    return { heap: (all.heap - first.heap) / (circuits - 1), workingSet: (all.workingSet - first.workingSet) / (circuits - 1) };
  } finally {
    await context.close();
  }
}

// Bytes of the browser's heap for a chart of a page: with it, and after its page was left for one without.
export async function perChart(someone, path) {
  const { page } = someone, heap = () => page.evaluate(async () => {
    for (let i = 0; i < 3; i++) { gc(); await new Promise(done => setTimeout(done, 100)); }
    return performance.memory.usedJSHeapSize;
  });
  const leave = async () => {
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page.locator('h1', { hasText: 'Runs' }).waitFor();
    await pause(500);
  };
  const enter = async () => {
    await page.evaluate(p => Blazor.navigateTo(p), path);
    await page.waitForFunction(() => document.querySelector('.workspace')?.dataset.drawn);
    await pause(500);
  };
  await someone.go('simulations');
  await page.locator('main h1').waitFor();
  await enter();
  await leave();
  const without = await heap();
  await enter();
  return await heap() - without;
}
