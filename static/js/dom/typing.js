// Text put into a field as if it had been typed: the browser's own Undo takes it back.

/** Put the text in the place of what stands from `from` to `to`, and the caret behind it, or `caret` letters into it. */
export function typed(field, text, { from = field.selectionStart, to = field.selectionEnd, caret = text.length } = {}) {
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated and without a successor: only this keeps the history of what was typed.
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) field.setRangeText(text, from, to, "end");
  field.setSelectionRange(from + caret, from + caret);
}

/** A name put where the caret is, with spaces around it where it would run into its neighbours. */
export function insert(field, name) {
  const { value, selectionStart: from, selectionEnd: to } = field;
  const before = /[\w"'\],]$/.test(value.slice(0, from)) ? " " : "";
  const after = /^[\w"']/.test(value.slice(to)) ? " " : "";
  const bracket = name.indexOf("(") + 1;
  typed(field, before + name + after, { caret: before.length + (bracket || name.length) });
}
