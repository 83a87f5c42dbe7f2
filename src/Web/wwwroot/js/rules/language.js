// The language of rules for the editor: its colours, its words while one types, what a call expects.
import {
  HighlightStyle, StateField, StreamLanguage, EditorView, showTooltip, hoverTooltip, syntaxHighlighting, tags,
} from '/lib/codemirror/codemirror.js';

let words = new Map(), own = [], ofThese = '';

/** Every word of the language, from the table that its parser reads. */
export function setWords(list) { words = new Map(list.map(word => [word.name.toLowerCase(), word])); }

/** Names that the rules define themselves. */
export function setNames(names, detail) { own = names; ofThese = detail; }

const operators = /^(and|or|not|true|false)\b/i;
export const language = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?%?/)) return 'number';
    if (stream.match(operators)) return 'keyword';
    const name = stream.match(/^[A-Za-z_][\w]*(\.[A-Za-z_]\w*)*/);
    if (name) {
      const known = words.get(name[0].toLowerCase());
      if (stream.match(/^\s*\(/, false)) return 'functionName';
      return known ? 'constant' : own.includes(name[0]) ? 'ownName' : 'variableName';
    }
    if (stream.match(/^[<>=!]=?|^[-+*/^?:&|]/)) return 'operator';
    stream.next();
    return null;
  },
  tokenTable: {
    functionName: tags.function(tags.variableName), constant: tags.constant(tags.variableName), ownName: tags.propertyName,
  },
});

export const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--third)', fontWeight: '600' },
  { tag: tags.number, color: 'var(--down)' },
  { tag: tags.function(tags.variableName), color: 'var(--accent)' },
  { tag: tags.constant(tags.variableName), color: 'var(--up)' },
  { tag: tags.propertyName, color: 'var(--ok)' },
  { tag: tags.operator, color: 'var(--ink-soft)' },
]));

/** Words that begin with what stands before the cursor. */
export function complete(context) {
  const before = context.matchBefore(/[A-Za-z_][\w.]*/);
  if (!before && !context.explicit) return null;
  const options = [...words.values()].map(word => ({
    label: word.name,
    detail: word.signature.slice(word.name.length),
    info: word.meaning,
    type: word.signature.includes('(') ? 'function' : 'constant',
    apply: word.insert,
  }));
  for (const name of own) options.push({ label: name, detail: ` ${ofThese}`, type: 'variable', boost: 2 });
  return { from: before?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
}

function about(word) {
  const dom = document.createElement('div');
  dom.className = 'rule-tip';
  const signature = document.createElement('code');
  signature.textContent = word.signature;
  const meaning = document.createElement('span');
  meaning.textContent = word.meaning;
  dom.append(signature, meaning);
  return { dom };
}

// The innermost call that is open at a place.
function openCall(text) {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && depth-- === 0) return words.get(/[\w.]+$/.exec(text.slice(0, at))?.[0].toLowerCase() ?? '');
  }
  return undefined;
}

function tipsOf(state) {
  const at = state.selection.main.head;
  const word = openCall(state.sliceDoc(0, at));
  return word ? [{ pos: at, above: true, strictSide: true, arrow: false, create: () => about(word) }] : [];
}

/** What a call expects, above it while it is typed. */
export const signatures = StateField.define({
  create: () => [],
  update: (tips, change) => (change.docChanged ? tipsOf(change.state) : change.selection ? [] : tips),
  provide: field => showTooltip.computeN([field], state => state.field(field)),
});

/** What a word means, where the pointer rests. */
export const meanings = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at), text = line.text;
  let from = at - line.from, to = from;
  while (from > 0 && /[\w.]/.test(text[from - 1])) from--;
  while (to < text.length && /[\w.]/.test(text[to])) to++;
  const word = words.get(text.slice(from, to).toLowerCase());
  return word ? { pos: line.from + from, end: line.from + to, above: true, create: () => about(word) } : null;
}, { hoverTime: 250 });

export const look = EditorView.theme({
  '&': {
    font: '12.5px/20px var(--code)', border: '1px solid var(--line-strong)', borderRadius: '6px',
    background: 'var(--surface)', color: 'var(--ink)',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { font: 'inherit', maxHeight: '208px' },
  '.cm-content': { padding: '7px 4px', caretColor: 'var(--ink)', minHeight: '20px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { background: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--danger)', textUnderlineOffset: '3px' },
  '.cm-tooltip': {
    background: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-strong)', borderRadius: '6px', zIndex: '30',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--code)', fontSize: '12.5px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--ink-soft)', fontStyle: 'normal' },
  '.cm-completionInfo': { maxWidth: '320px', fontFamily: 'var(--text)', padding: '8px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--danger)', fontFamily: 'var(--text)', fontSize: '13px' },
});
