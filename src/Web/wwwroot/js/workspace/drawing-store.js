// Drawings are saved at the server by symbol; without it they stay in this browser and are sent when it answers again.
import { words } from './words.js';

const wait = 400;

export class DrawingStore {
  #source; #symbol; #tag = null; #timer = 0; #saving = null; #list = []; #saved = []; #dirty = false; #say; #merged;

  // `merged` takes a list that another tab has changed too, and what that tab added; `say` shows a sentence, or none.
  constructor(source, symbol, { merged, say, signal }) {
    this.#source = source; this.#symbol = symbol; this.#say = say; this.#merged = merged;
    window.addEventListener('online', () => { if (this.#dirty) this.#save(); }, { signal });
    signal.addEventListener('abort', () => { clearTimeout(this.#timer); if (this.#dirty && !this.#saving) this.#save(); });
  }

  get #key() { return `chart-drawings:${this.#symbol}`; }

  async load() {
    const kept = this.#source.remote ? this.#kept() : null;
    try {
      const { list, tag } = await this.#source.drawings(this.#symbol);
      this.#tag = tag;
      this.#list = kept ? merge(kept.saved, list, kept.list) : list;
      this.#saved = list;
      if (kept) this.#save();
    } catch (error) {
      if (error.name === 'AbortError') return [];
      this.#list = kept?.list ?? [];
      this.#saved = kept?.saved ?? [];
      if (kept) this.#say(words.drawingsKept);
    }
    return this.#list;
  }

  changed(list) {
    this.#list = list;
    this.#dirty = true;
    if (!this.#source.remote) return;
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), wait);
  }

  async #save() {
    if (this.#saving) { await this.#saving; if (!this.#dirty) return; }
    this.#saving = this.#send(this.#list);
    try { await this.#saving; } finally { this.#saving = null; }
  }

  async #send(list, again = true) {
    try {
      this.#tag = await this.#source.saveDrawings(this.#symbol, list, this.#tag) ?? this.#tag;
      this.#saved = list;
      if (this.#list !== list) return;
      this.#dirty = false;
      this.#forget();
      this.#say(null);
    } catch (error) {
      if (error.status === 412 && again) await this.#conflict(list);
      else this.#say(error.status === 0 ? words.drawingsKept : words.drawingsRefused(error.message));
    }
  }

  // Changes of both tabs are kept. What one of them deleted is gone, and this tab can undo that.
  async #conflict(list) {
    const newer = await this.#source.drawings(this.#symbol), before = this.#saved;
    this.#tag = newer.tag;
    this.#saved = newer.list;
    this.#list = merge(before, newer.list, list);
    this.#merged(this.#list, newer.list.filter(d => !has(before, d.id) && !has(list, d.id)));
    await this.#send(this.#list, false);
    this.#say(list.every(d => has(this.#list, d.id)) ? words.drawingsMerged : words.drawingsGone);
  }

  #kept() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key));
      return Array.isArray(kept) ? { list: kept, saved: [] } : kept;
    } catch { return null; }
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ list: this.#list, saved: this.#saved }));
    } catch { /* storage is off or full */ }
  }

  #forget() { try { localStorage.removeItem(this.#key); } catch { /* storage is off */ } }
}

const has = (list, id) => list.some(d => d.id === id);

// Two lists that began as `before`. What one of them changed is taken, of what both changed ours; what one of them deleted goes.
export function merge(before, theirs, ours) {
  const old = new Map(before.map(d => [d.id, JSON.stringify(d)])), own = new Map(ours.map(d => [d.id, d]));
  const isOurs = d => own.has(d.id) && JSON.stringify(own.get(d.id)) !== old.get(d.id);
  return [
    ...theirs.filter(d => own.has(d.id) || !old.has(d.id)).map(d => isOurs(d) ? own.get(d.id) : d),
    ...ours.filter(d => !has(theirs, d.id) && !old.has(d.id)),
  ];
}
