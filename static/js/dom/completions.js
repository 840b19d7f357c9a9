// A list of completions at the caret of a field of several lines. The focus stays in the field.
//
// While somebody types, nothing in the list is chosen: Enter and Tab do what they always do until an arrow, a press or
// Ctrl-Space has chosen. A textarea is no combobox for browsers and screen readers (docs/decisions/0015), so that the
// list is named by aria-controls and aria-activedescendant, and what is offered is said besides.

import { html } from "./elements.js";
import { typed } from "./typing.js";

const LINE = 1.5; // of the field's letters, as the style sheet has it

/** `find(text, caret)` is `complete` of lib/completing.js; `tell(found)` says what is offered; `kinds` names the kinds. */
export function watchCompletions(field, list, { find, tell, kinds }) {
  let found = null;
  let chosen = -1;

  const close = () => {
    found = null;
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    chosen = (at + found.options.length) % found.options.length;
    [...list.children].forEach((row, other) => row.setAttribute("aria-selected", String(other === chosen)));
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };
  const accept = (at) => {
    const { from, to, options } = found;
    close();
    typed(field, options[at].text, { from, to });
  };
  const open = ({ asked }) => {
    const caret = field.selectionStart;
    const next = caret === field.selectionEnd ? find(field.value, caret) : null;
    if (!next || !(asked || next.begun)) {
      close();
      if (asked) tell(null);
      return;
    }
    found = next;
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.options.map((one, at) => row(one, at, kinds)));
    list.hidden = false;
    list.scrollTop = 0;
    place(field, list);
    if (asked) choose(0);
    tell(found);
  };

  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    const byHand = event.inputType === "insertText" && event.data?.length === 1;
    if (byHand || found) open({ asked: false });
  });
  field.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (event.isComposing) return;
    if (key === " " && ctrlKey) {
      event.preventDefault();
      open({ asked: true });
      return;
    }
    if (!found || ctrlKey || metaKey || altKey) return;
    const acts = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen < 0 ? found.options.length - 1 : chosen - 1),
      Escape: close,
      ...(chosen >= 0 && !shiftKey && { Enter: () => accept(chosen), Tab: () => accept(chosen) }),
    };
    if (key in acts) {
      event.preventDefault();
      acts[key]();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(key)) close();
  });
  field.addEventListener("blur", close);
  field.addEventListener("scroll", close);
  field.addEventListener("pointerdown", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", ({ target }) => {
    const at = [...list.children].indexOf(target.closest("li"));
    if (at >= 0) accept(at);
  });
  return { open: () => open({ asked: true }), close };
}

const row = ({ text, kind, detail }, at, kinds) =>
  html(
    "li",
    { id: `sql-option-${at}`, role: "option", "aria-selected": "false" },
    html("span", {}, text),
    " ",
    html("small", {}, detail || kinds[kind] || ""),
  );

/** Put the list below the caret, and where it would stand out on the right as far left as it must. */
function place(field, list) {
  const mirror = html("div", { class: "sql-mirror", "aria-hidden": "true" }, field.value.slice(0, field.selectionStart));
  const mark = html("span", {}, "\u200b");
  mirror.append(mark);
  field.parentNode.append(mirror);
  const left = Math.min(mark.offsetLeft, field.clientWidth - list.offsetWidth);
  const top = mark.offsetTop - field.scrollTop;
  const height = parseFloat(getComputedStyle(field).fontSize) * LINE;
  mirror.remove();
  list.style.left = `${Math.max(0, left)}px`;
  list.style.top = `${Math.min(top + height + 4, field.offsetHeight)}px`;
}
