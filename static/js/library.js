// Every page of a library: covers that do not come, links that open a dialog, and what the dialogs do.

import { copied } from "./dom/clipboard.js";
import { drop, watchWhose } from "./whose.js";

watchWhose();

// A cover that does not come leaves the drawn binding below it. Errors do not bubble, so they are caught on the way down.
document.addEventListener("error", (event) => event.target.matches?.("img[data-cover]") && event.target.classList.add("missing"), true);
for (const image of document.querySelectorAll("img[data-cover]")) {
  if (image.complete && !image.naturalWidth) image.classList.add("missing");
}

const ACTIONS = {
  "data-opens": open,
  "data-closes": (button) => button.closest("dialog").close(),
  "data-copy": copy,
  "data-web-share": share,
  "data-delete": remove,
};

document.addEventListener("click", (event) => {
  for (const [name, act] of Object.entries(ACTIONS)) {
    const node = event.target.closest(`[${name}]`);
    if (node) act(node, event);
  }
});

for (const button of document.querySelectorAll("[data-web-share]")) button.hidden = !navigator.share;

/** The link leads to the same thing without scripts; with a modifier key it still does. */
function open(link, event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  document.getElementById(link.dataset.opens).showModal();
}

async function copy(button) {
  if (!(await copied(button.dataset.copy))) {
    button.parentElement.querySelector("input").select(); // for the reader to copy by hand
    return;
  }
  const before = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = before), 2500);
}

async function share(button) {
  try {
    await navigator.share({ url: button.dataset.webShare, title: button.dataset.title });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

async function remove(button) {
  const dialog = button.closest("dialog");
  const problem = dialog.querySelector("[data-problem]");
  button.disabled = true;
  problem.hidden = true;
  const answer = await fetch(dialog.dataset.api, { method: "DELETE" }).catch(() => null);
  // 404: somebody else was quicker. Gone is gone.
  if (answer && (answer.ok || answer.status === 404)) {
    drop();
    location.replace(dialog.dataset.then); // so that Back does not lead to a library that is gone
    return;
  }
  problem.hidden = false;
  button.disabled = false;
}
