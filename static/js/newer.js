// A newer export: sent as soon as it is chosen or dropped, wherever on the page; and the page that waits looks again.

const LOOK_AGAIN = 1500; // milliseconds

// Asked for each time: a publication or a filter puts new nodes into the dashboard.
const form = () => document.querySelector("[data-newer]");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && form();

if (document.body.dataset.waiting !== undefined) setTimeout(() => location.reload(), LOOK_AGAIN);

async function send(field) {
  const { form, files: [file] } = field;
  const status = form.querySelector("[data-sending]");
  status.textContent = `${status.dataset.sending}: ${file.name}`;
  status.hidden = false;
  if (!form.dataset.presign || file.size <= Number(form.dataset.largestRequest)) {
    form.requestSubmit();
    return;
  }
  try {
    await sendAside(form.dataset, file);
    location.assign(form.action);
  } catch {
    status.textContent = status.dataset.lost;
  }
}

/** Send a file that is too large for a request straight into the storage, and say that it is there. */
async function sendAside({ presign, again }, file) {
  const { url, fields, uuid } = await (await post(presign)).json();
  await post(url, { ...fields, file }); // the file comes last: what stands behind it is not looked at
  await post(`${again}/${uuid}/complete`);
}

async function post(url, fields = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
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
