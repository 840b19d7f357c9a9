// The line above every page of a library that says which of its two links this is, and whether this browser remembers it.

import { canRemember, onChange, recall, remember } from "./dom/memory.js";
import { added, dropped, forgotten, found, visited } from "./lib/remembered.js";

const line = document.getElementById("whose");
const link = line && { kind: line.dataset.kind, id: line.dataset.id, holds: line.dataset.holds };

/** Remember that the page was looked at, and let the reader forget it. */
export function watchWhose() {
  if (!link || !canRemember) return;
  if (line.dataset.unread !== undefined) {
    drop(); // there will be no dashboard under this link
    return;
  }
  see();
  document.addEventListener("swapped", ({ detail: page }) => {
    link.holds = page.getElementById("whose")?.dataset.holds || link.holds;
    see();
  });
  addEventListener("pageshow", show);
  onChange(show);
  line.querySelector("button").addEventListener("click", toggle);
}

/** Forget the library of this page, which is deleted. */
export const drop = () => link && remember((state) => dropped(state, link));

function see() {
  remember((state) => visited(state, link, Date.now()));
  show();
}

function toggle() {
  remember((state) => (found(state, link) ? forgotten(state, link) : added(state, link, Date.now())));
  show();
  line.querySelector("[data-noted]").textContent = found(recall(), link) ? line.dataset.kept : line.dataset.forgot;
}

function show() {
  const button = line.querySelector("button");
  button.hidden = false;
  button.textContent = found(recall(), link) ? button.dataset.forget : button.dataset.remember;
}
