// Links that open a dialog where there are scripts, and what the dialogs do: copy, share, delete.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
  const copier = event.target.closest("[data-copy]");
  if (copier) copy(copier);
  const sharer = event.target.closest("[data-web-share]");
  if (sharer) share(sharer);
  const deleter = event.target.closest("[data-delete]");
  if (deleter) remove(deleter);
});

for (const button of document.querySelectorAll("[data-web-share]")) button.hidden = !navigator.share;

async function copy(button) {
  const field = button.parentElement.querySelector("input");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    field.select(); // no permission, or no https: the old way
    document.execCommand("copy");
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
    location.replace(dialog.dataset.then); // so that Back does not lead to a library that is gone
    return;
  }
  problem.hidden = false;
  button.disabled = false;
}
