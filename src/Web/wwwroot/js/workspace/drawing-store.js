// Drawings are saved at the server by symbol; without it they stay in this browser and are sent when it answers again.
import { words } from './words.js';

const wait = 400;

export class DrawingStore {
  #source; #symbol; #tag = null; #timer = 0; #saving = null; #list = []; #dirty = false; #say; #merged;

  // `merged` takes a list that another tab has changed too; `say` shows a sentence, or none.
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
      this.#list = kept ? merge(list, kept) : list;
      if (kept) this.#save();
    } catch (error) {
      if (error.name === 'AbortError') return [];
      this.#list = kept ?? [];
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
      if (this.#list !== list) return;
      this.#dirty = false;
      this.#forget();
      this.#say(null);
    } catch (error) {
      if (error.status === 412 && again) await this.#conflict(list);
      else this.#say(error.status === 0 ? words.drawingsKept : words.drawingsRefused(error.message));
    }
  }

  // Nothing of either tab is lost: what only one of them has stays, of what both have this tab's is kept.
  async #conflict(list) {
    const newer = await this.#source.drawings(this.#symbol);
    this.#tag = newer.tag;
    this.#list = merge(newer.list, list);
    this.#merged(this.#list);
    await this.#send(this.#list, false);
    this.#say(words.drawingsMerged);
  }

  #kept() { try { return JSON.parse(localStorage.getItem(this.#key)); } catch { return null; } }
  #keep() { try { localStorage.setItem(this.#key, JSON.stringify(this.#list)); } catch { /* storage is off or full */ } }
  #forget() { try { localStorage.removeItem(this.#key); } catch { /* storage is off */ } }
}

function merge(theirs, ours) {
  const own = new Map(ours.map(d => [d.id, d]));
  return [...theirs.map(d => own.get(d.id) ?? d), ...ours.filter(d => !theirs.some(t => t.id === d.id))];
}
