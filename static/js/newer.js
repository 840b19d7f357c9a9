// A newer export: sent as soon as it is chosen or dropped, wherever on the page; and the page that waits looks again.

const LOOK_AGAIN = 1500; // milliseconds

// Asked for each time: a publication or a filter puts new nodes into the dashboard.
const form = () => document.querySelector("[data-newer]");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && form();

if (document.body.dataset.waiting !== undefined) setTimeout(() => location.reload(), LOOK_AGAIN);

function send(field) {
  const status = field.form.querySelector("[data-sending]");
  status.textContent = `${status.dataset.sending}: ${field.files[0].name}`;
  status.hidden = false;
  field.form.requestSubmit();
}

document.addEventListener("change", ({ target }) => {
  if (target.matches?.('[data-newer] input[type="file"]') && target.files.length) send(target);
});
addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault(); // the browser would open the file instead
  form().classList.add("over");
});
addEventListener("dragleave", (event) => !event.relatedTarget && form()?.classList.remove("over"));
addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  form().classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  const field = form().querySelector('input[type="file"]');
  field.files = event.dataTransfer.files;
  send(field);
});
