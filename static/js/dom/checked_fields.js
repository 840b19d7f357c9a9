// Fields of a book that are checked while somebody types, and once more before they are sent; the server checks again.

import { problem } from "../lib/book_fields.js";

const PAUSE = 600; // milliseconds without a key after which half an ISBN is no longer taken for one being typed
const timers = new WeakMap();

/** Watch all fields that say `data-check`, also those that come later. The page brings the words, in #field-checks. */
export function watchFields() {
  const brought = document.getElementById("field-checks");
  if (!brought) return;
  const { today, words } = JSON.parse(brought.textContent);
  const check = (field) => {
    const needed = "needed" in field.dataset;
    return show(field, words[problem(field.dataset.check, field.value, { today, needed })] ?? "");
  };
  document.addEventListener("input", ({ target: field }) => {
    if (!field.dataset.check) return;
    clearTimeout(timers.get(field));
    if (field.getAttribute("aria-invalid")) check(field);
    else timers.set(field, setTimeout(check, PAUSE, field));
  });
  document.addEventListener("change", ({ target: field }) => field.dataset.check && check(field));
  document.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "edit") return;
    const wrong = [...event.target.querySelectorAll("[data-check]")].filter((field) => isTouched(field) && !check(field));
    if (!wrong.length) return;
    event.preventDefault();
    wrong[0].focus();
  });
}

/** What stands there already is not the typist's: an ISBN that is wrong in the file must not hold up its title. */
const isTouched = (field) => field.value !== field.defaultValue || "needed" in field.dataset;

/** Say what is wrong beside the field, or nothing: whether all is well. */
function show(field, text) {
  clearTimeout(timers.get(field));
  const place = document.getElementById(field.getAttribute("aria-describedby").split(" ")[0]);
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  return !text;
}
