// What js/rules/editor.js takes of CodeMirror; bundled by the build into lib/codemirror.
export { autocompletion, acceptCompletion } from '@codemirror/autocomplete';
export { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
export { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
export { setDiagnostics } from '@codemirror/lint';
export { EditorState, StateField } from '@codemirror/state';
export { EditorView, hoverTooltip, keymap, placeholder, showTooltip } from '@codemirror/view';
export { tags } from '@lezer/highlight';
