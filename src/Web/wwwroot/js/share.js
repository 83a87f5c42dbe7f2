// The charts of a report without a connection: the models are in the document; the page sends no requests for them.
import { create } from './charts/chart.js';
import './charts/plots.js';

// Lists that the document holds, packed (gzip, base64): unpacked and handed out when they are asked for.
async function handOut(link) {
  const packed = Uint8Array.from(atob(link.dataset.packed), c => c.charCodeAt(0));
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();
  const made = document.createElement('a'), address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  Object.assign(made, { href: address, download: link.download });
  made.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

for (const link of document.querySelectorAll('a[data-packed]')) {
  link.addEventListener('click', event => { event.preventDefault(); handOut(link); });
}

await Promise.all([...document.querySelectorAll('[data-chart]')].map(element => create(element, element.dataset.chart)));
document.documentElement.dataset.charts = 'drawn';
