// An answer that is taken along: its steps copied as text, or on paper with all that stands folded on the page.

import { copied } from "./dom/clipboard.js";

const shut = new Set(); // what paper had to open

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.copies) copy(button, document.getElementById(button.dataset.copies).textContent);
  else if (button?.matches("[data-copies-address]")) copy(button, location.href);
  else if (button?.matches("[data-prints]")) print();
});

async function copy(button, text) {
  const told = button.closest("section").querySelector(".asked-told");
  told.textContent = ""; // the same words again are news only to who has seen them go
  told.textContent = (await copied(text)) ? told.dataset.copied : told.dataset.failed;
}

addEventListener("beforeprint", () => {
  for (const node of document.querySelectorAll("details.on-paper-too:not([open])")) {
    shut.add(node);
    node.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const node of shut) node.open = false;
  shut.clear();
});
