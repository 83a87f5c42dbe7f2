// Sends chosen or dropped files as streams, one after the other. Progress is drawn here; the page only learns of starts and ends.
export function attach(zone, page, limits) {
  const input = zone.querySelector('input[type=file]');
  const bar = () => zone.querySelector('progress');
  const waiting = [];
  let current = null;
  let count = 0;

  async function add(files) {
    if (files.length === 0) return;
    if (files.length > limits.files) {
      await page.invokeMethodAsync('RefuseAllAsync', `${files.length} files at once are more than the ${limits.files} allowed. `
        + 'Choose fewer, or put the series into one table.');
      return;
    }
    const chosen = files.map(file => ({ key: `${++count}`, file }));
    await page.invokeMethodAsync('BeginAsync', chosen.map(({ key, file }) => ({ key, name: file.name })));
    for (const item of chosen) {
      if (item.file.size > limits.bytes) {
        const [size, most] = [Math.ceil(item.file.size / 1048576), limits.bytes / 1048576];
        await page.invokeMethodAsync('RefuseAsync', item.key,
          `${item.file.name}: ${size} MiB is more than the ${most} MiB limit. Split it, or keep only the columns that you need.`);
      } else waiting.push(item);
    }
    next();
  }

  async function next() {
    if (current || waiting.length === 0) return;
    const { key, file } = current = waiting.shift();
    const request = current.request = new XMLHttpRequest();
    const done = async (method, text) => { current = null; await page.invokeMethodAsync(method, key, text); next(); };
    request.open('PUT', '/data/uploads');
    request.setRequestHeader('X-Simulator-Upload', '1');
    request.upload.onprogress = e => { const b = bar(); if (b && e.lengthComputable) { b.max = e.total; b.value = e.loaded; } };
    request.onload = () => request.status === 200
      ? done('UploadedAsync', request.responseText)
      : done('RefuseAsync', `${file.name}: ${request.responseText || `the server answered ${request.status}.`}`);
    request.onerror = () => done('RefuseAsync', `${file.name}: the connection was lost. Try again.`);
    request.onabort = () => { current = null; next(); };
    await page.invokeMethodAsync('SendingAsync', key);
    if (current?.key === key) request.send(file);
  }

  function abort(key) {
    const at = waiting.findIndex(item => item.key === key);
    if (at >= 0) waiting.splice(at, 1);
    else if (current?.key === key) {
      const { request } = current;
      request.abort();
      if (current?.request === request) { current = null; next(); }
    }
  }

  const over = event => { event.preventDefault(); zone.classList.add('over'); };
  const out = () => zone.classList.remove('over');
  const drop = event => { event.preventDefault(); out(); add([...event.dataTransfer.files]); };
  const chosen = () => { const files = [...input.files]; input.value = ''; add(files); };
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', out);
  zone.addEventListener('drop', drop);
  input.addEventListener('change', chosen);
  return { abort, dispose() { waiting.length = 0; current?.request.abort(); } };
}
