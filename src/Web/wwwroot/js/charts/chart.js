// Draws a model into an element and keeps it in the page's theme. The library is loaded when the first chart needs it.
const kinds = {
  equity: async () => (await import('./canvas.js')).equity,
  price: async () => (await import('./canvas.js')).price,
  lines: async () => (await import('./statistics.js')).lines,
};

export async function create(element, json) {
  let model = JSON.parse(json), drawing = null, gone = false;
  async function draw() {
    const kind = await kinds[model.kind]();
    if (gone) return;
    drawing?.dispose();
    element.replaceChildren();
    drawing = kind(element, model);
    element.dataset.drawn = model.kind;
  }
  const redraw = () => { draw(); };
  document.addEventListener('themechange', redraw);
  await draw();
  return {
    async update(json) { model = JSON.parse(json); await draw(); },
    dispose() { gone = true; document.removeEventListener('themechange', redraw); drawing?.dispose(); drawing = null; },
  };
}
