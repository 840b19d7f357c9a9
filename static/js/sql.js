// The page of a SELECT of one's own. Without this it is a form and its answer.

import { insert } from "./dom/typing.js";

const field = document.getElementById("sql");
const form = document.getElementById("sql-form");

document.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-insert]");
  if (name) insert(field, name.dataset.insert);
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
