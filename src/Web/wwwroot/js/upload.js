// Sends chosen or dropped files as streams, one after the other; the page draws how far each is. Reasons are said in the page's words.
export function attach(zone, page, limits) {
  const input = zone.querySelector('input[type=file]');
  const button = zone.querySelector('[data-choose]');
  const waiting = [];
  let current = null;
  let count = 0;
  let told = 0;
  // Files of an earlier visit to the page are still there.
  const started = Date.now().toString(36);

  // Every file is taken or named with the reason why not.
  async function add(files) {
    if (files.length === 0) return;
    const chosen = files.map(file => ({ key: `${started}-${++count}`, file }));
    await page.invokeMethodAsync('BeginAsync', chosen.map(({ key, file }) => ({ key, name: file.name })));
    for (const [at, item] of chosen.entries()) {
      const reason = at >= limits.files
        ? limits.words.tooMany
        : item.file.size > limits.bytes ? limits.words.tooLarge.replace('{size}', Math.ceil(item.file.size / 1048576)) : null;
      if (reason) await page.invokeMethodAsync('RefuseAsync', item.key, `${item.file.name}: ${reason}`);
      else waiting.push(item);
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
    request.upload.onprogress = e => {
      if (!e.lengthComputable || performance.now() - told < 250) return;
      told = performance.now();
      page.invokeMethodAsync('ProgressAsync', key, e.loaded / e.total);
    };
    request.onload = () => request.status === 200
      ? done('UploadedAsync', request.responseText)
      : done('RefuseAsync', `${file.name}: ${request.responseText || limits.words.status.replace('{status}', request.status)}`);
    request.onerror = () => done('RefuseAsync', `${file.name}: ${limits.words.lost}`);
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
  const drop = event => {
    event.preventDefault();
    out();
    dropped(event.dataTransfer).then(add);
  };
  const chosen = () => { const files = [...input.files]; input.value = ''; add(files); };
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', out);
  zone.addEventListener('drop', drop);
  input.addEventListener('change', chosen);
  button.addEventListener('click', () => input.click());
  const gone = event => {
    if (event.key?.startsWith(prefix) && event.newValue === null) page.invokeMethodAsync('GoneAsync', event.key.slice(prefix.length));
  };
  addEventListener('storage', gone);
  return {
    abort, kept, keep, forget,
    dispose() { removeEventListener('storage', gone); waiting.length = 0; current?.request.abort(); },
  };
}

// Files that wait for a decision are remembered in this browser, with what was decided; one that is still being sent only in this tab,
// since it goes with the tab.
const prefix = 'import:';

function keep(file) {
  try {
    (file.id ? localStorage : sessionStorage).setItem(prefix + file.key, JSON.stringify(file));
    if (file.id) sessionStorage.removeItem(prefix + file.key);
  } catch { /* storage is off or full: they stay as long as the tab is open */ }
}

function forget(key) {
  for (const storage of [localStorage, sessionStorage]) storage.removeItem(prefix + key);
}

function kept() {
  const found = [];
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage).filter(k => k.startsWith(prefix)).sort()) {
      try { found.push(JSON.parse(storage.getItem(key))); } catch { storage.removeItem(key); }
    }
  }
  for (const { key, id } of found) if (!id) forget(key);
  return found;
}

// A folder is dropped as one entry: its files are what is meant.
async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.());
  if (!entries.some(entry => entry?.isDirectory)) return [...transfer.files];
  const found = [];
  for (const entry of entries) if (entry) await collect(entry, found);
  return found;
}

async function collect(entry, found) {
  if (entry.isFile) {
    found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  // A reader gives a hundred entries at a time.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await collect(one, found);
  }
}
