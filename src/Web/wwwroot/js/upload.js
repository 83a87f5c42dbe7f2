// Sends a chosen or dropped file as a stream. Progress is drawn here; the page only learns of the start and the end.
export function attach(zone, page, limits) {
  const input = zone.querySelector('input[type=file]');
  const bar = () => zone.querySelector('progress');
  let request = null;

  function send(file) {
    if (request) return;
    if (file.size > limits.bytes) {
      const [size, most] = [Math.ceil(file.size / 1048576), limits.bytes / 1048576];
      page.invokeMethodAsync('RefuseAsync',
        `${file.name}: ${size} MiB is more than the ${most} MiB limit. Split it, or keep only the columns that you need.`);
      return;
    }
    request = new XMLHttpRequest();
    request.open('PUT', '/data/uploads');
    request.setRequestHeader('X-Simulator-Upload', '1');
    request.upload.onprogress = e => { const b = bar(); if (b && e.lengthComputable) { b.max = e.total; b.value = e.loaded; } };
    request.onload = () => {
      const { status, responseText } = request;
      request = null;
      if (status === 200) page.invokeMethodAsync('UploadedAsync', responseText);
      else page.invokeMethodAsync('RefuseAsync', `${file.name}: ${responseText || `the server answered ${status}.`}`);
    };
    request.onerror = () => {
      request = null;
      page.invokeMethodAsync('RefuseAsync', `${file.name}: the connection was lost. Try again.`);
    };
    request.onabort = () => { request = null; };
    page.invokeMethodAsync('BeginAsync', file.name).then(() => request?.send(file));
  }

  const over = event => { event.preventDefault(); zone.classList.add('over'); };
  const out = () => zone.classList.remove('over');
  const drop = event => { event.preventDefault(); out(); if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]); };
  const chosen = () => { if (input.files[0]) send(input.files[0]); input.value = ''; };
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', out);
  zone.addEventListener('drop', drop);
  input.addEventListener('change', chosen);
  return { abort: () => request?.abort(), dispose() { request?.abort(); } };
}
