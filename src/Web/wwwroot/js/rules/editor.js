// The editor of an expression stands in front of its plain field, which stays the source of what is written: without this script
// the field itself is there.
import {
  acceptCompletion, autocompletion, bracketMatching, defaultKeymap, EditorState, EditorView, history, historyKeymap, keymap, placeholder,
  setDiagnostics,
} from '/lib/codemirror/codemirror.js';
import { colours, complete, language, look, meanings, setNames, setWords, signatures } from './language.js';

export { setNames, setWords };

const pause = 30;

function extensions(field, write) {
  return [
    history(), language, colours, look, signatures, meanings, bracketMatching(), EditorView.lineWrapping,
    autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60 }),
    keymap.of([{ key: 'Tab', run: acceptCompletion }, ...defaultKeymap, ...historyKeymap]),
    placeholder(field.placeholder),
    EditorState.readOnly.of(field.disabled), EditorView.editable.of(!field.disabled),
    EditorView.contentAttributes.of({
      'aria-label': field.getAttribute('aria-label') ?? field.labels[0]?.textContent.trim() ?? '',
      'aria-describedby': field.getAttribute('aria-describedby') ?? '',
      'data-rule': field.id, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off',
    }),
    EditorView.updateListener.of(update => { if (update.docChanged) write(); }),
  ];
}

/** Puts an editor into a host, before the plain field that it writes. */
export function create(host, field) {
  let view, waiting;
  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (!view || field.value === view.state.doc.toString()) return;
    field.value = view.state.doc.toString();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const write = () => { clearTimeout(waiting); waiting = setTimeout(flush, pause); };

  function attach(next) {
    view?.destroy();
    field = next;
    field.hidden = true;
    view = new EditorView({ doc: field.value, extensions: extensions(field, write), parent: host });
    view.contentDOM.addEventListener('blur', flush);
    view.contentDOM.addEventListener('rule-insert', event => {
      view.dispatch(view.state.replaceSelection(event.detail));
      view.focus();
      flush();
    });
    for (const label of field.labels) label.onclick = () => view.focus();
  }

  attach(field);
  return {
    attach,
    // Wrong places under their characters; a text that was changed since is marked by the next answer.
    mark(faults, source) {
      if (!view) return;
      view.contentDOM.toggleAttribute('aria-invalid', false);
      if (faults.length > 0) view.contentDOM.setAttribute('aria-invalid', 'true');
      if (source !== null && source !== view.state.doc.toString()) return;
      const end = view.state.doc.length;
      view.dispatch(setDiagnostics(view.state, faults.map(fault => {
        const from = Math.min(fault.start, end);
        return { from, to: Math.min(end, Math.max(from + 1, fault.start + fault.length)), severity: 'error', message: fault.message };
      })));
    },
    dispose() { flush(); view?.destroy(); view = undefined; },
  };
}
