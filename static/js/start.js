// The start page: looks at the file, sends it with its progress, and goes on to the dashboard.

import { fill } from "./lib/fill.js";
import { HEAD, refusal } from "./lib/export_head.js";
import { share as asShare } from "./lib/numbers.js";

const form = document.getElementById("upload");
const field = document.getElementById("csv");
const drop = form.querySelector(".drop");
const problem = document.getElementById("problem");
const sending = document.getElementById("sending");
const bar = document.getElementById("sending-bar");
const state = document.getElementById("sending-state");
const refusals = document.getElementById("refusals").dataset;

/** Say what is wrong, and be ready for another file. */
function complain(message) {
  problem.querySelector("p").textContent = message;
  problem.hidden = false;
  sending.hidden = true;
  drop.hidden = false;
  field.value = "";
  field.focus();
}

async function take(file) {
  problem.hidden = true;
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const refused = refusal(file.name, bytes, file.size, Number(form.dataset.limit));
  if (refused) complain(fill(refusals[refused.kind], refused));
  else send(file);
}

async function send(file) {
  drop.hidden = true;
  sending.hidden = false;
  document.getElementById("sending-name").textContent = file.name;
  progress(0);
  try {
    answered(await (isTooLargeForARequest(file) ? sendAside(file) : post(form.dataset.api, { csv: file })));
  } catch {
    complain(refusals.offline);
  }
}

const isTooLargeForARequest = ({ size }) => form.dataset.presign && size > Number(form.dataset.largestRequest);

/** Send the file straight into the storage, with a form that the server has signed, and say that it is there. */
async function sendAside(file) {
  const offer = await post(form.dataset.presign);
  if (offer.status !== 200) return offer;
  const { url, fields, complete_url: complete } = offer.response;
  const stored = await post(url, { ...fields, file }); // the file comes last: what stands behind it is not looked at
  return stored.status < 300 ? post(complete) : stored;
}

/** POST the fields, showing how much has gone out: {status, response}. Rejects when the connection is lost. */
function post(url, fields = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const request = new XMLHttpRequest(); // fetch does not tell how much has gone out
  request.open("POST", url);
  request.responseType = "json";
  if (Object.keys(fields).length) {
    request.upload.addEventListener("progress", ({ loaded, total }) => total && progress(loaded / total));
  }
  return new Promise((resolve, reject) => {
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.send(body);
  });
}

function progress(share) {
  const percent = Math.floor(share * 100);
  bar.value = percent;
  state.textContent = percent < 100 ? fill(state.dataset.sending, { percent: asShare(percent / 100) }) : state.dataset.sent;
}

function answered({ status, response }) {
  if (status === 202) location.assign(response.dashboard_url);
  else complain(response?.error?.message ?? refusals.server);
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

field.addEventListener("change", () => field.files.length && take(field.files[0]));
// Wherever a file is dropped on the page, it is meant for us: the browser would open it instead.
addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.classList.add("over");
});
addEventListener("dragleave", (event) => !event.relatedTarget && drop.classList.remove("over"));
addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  drop.classList.remove("over");
  const [file] = event.dataTransfer.files;
  if (file && sending.hidden) take(file);
});
addEventListener("paste", (event) => {
  const [file] = event.clipboardData?.files ?? [];
  if (file && sending.hidden) take(file);
});
// Back from the dashboard shows the page as it was left: without this, a bar at 100%.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sending.hidden = true;
  drop.hidden = false;
  field.value = "";
});
