// Deciding by keyboard and thumb: forms are sent without leaving the page, and what they changed is put into it.
// Without this script they are plain forms that lead back to the same place.

import { watchFields } from "./dom/checked_fields.js";

const WAIT = 30_000; // milliseconds after which a request counts as lost
const decisions = document.getElementById("decisions");
const told = document.getElementById("told");
const dialog = document.getElementById("keys-dialog");
const issues = () => [...decisions.querySelectorAll(".issue")];
const here = () => document.activeElement?.closest?.(".issue");
let lastDecided = "";

watchFields(); // before the listener below: what is wrong is not sent

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !decisions.contains(form)) return;
  event.preventDefault();
  send(form, event.submitter);
});

async function send(form, submitter) {
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const answer = await posted(new URL(form.getAttribute("action"), location.href), body); // form.action may be a button
  form.removeAttribute("aria-busy");
  if (!answer.page) say(answer.problem, form.closest(".issue"));
  else putIn(answer, form.closest(".issue"), submitter);
}

/** The page that the server answers with and whether it says yes, or the problem in words. */
async function posted(address, body) {
  try {
    const headers = { Accept: "text/html" };
    const response = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(WAIT) });
    if (response.status === 404) return { problem: told.dataset.gone };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById("decisions") ? { page, ok: response.ok } : { problem: told.dataset.failed };
  } catch {
    return { problem: told.dataset.offline };
  }
}

/** Tell a problem where it arose; what was typed stays as it is. */
function say(text, issue) {
  const place = issue?.querySelector("[data-problem]") ?? document.getElementById("review-told");
  if (issue) {
    place.textContent = text;
    place.hidden = false;
  } else {
    const alert = document.createElement("p");
    alert.className = "alert";
    alert.setAttribute("role", "alert");
    alert.textContent = text;
    place.replaceChildren(alert);
  }
}

function putIn({ page, ok }, issue, submitter) {
  const message = page.querySelector("[data-told]")?.dataset.told ?? "";
  for (const fresh of page.querySelectorAll("[data-told]")) fresh.removeAttribute("role"); // told below, once
  for (const part of decisions.querySelectorAll("[data-part]")) replace(part, page.getElementById(part.id));
  for (const old of issues()) {
    const fresh = page.getElementById(old.id);
    if (fresh && (old === issue || old.dataset.issue !== fresh.dataset.issue)) replace(old, fresh);
  }
  const renewed = issue && document.getElementById(issue.id);
  if (ok) {
    if (renewed && renewed.dataset.issue !== "open") lastDecided = renewed.id;
    told.textContent = message;
    for (const problem of decisions.querySelectorAll("[data-problem]")) problem.hidden = true;
    moveOn(renewed, submitter);
  } else {
    if (message) say(message, renewed);
    (renewed?.querySelector("[aria-invalid]") ?? renewed)?.focus();
  }
}

function replace(old, fresh) {
  if (!fresh) return;
  const open = old.querySelector("details[open]")?.id;
  old.replaceWith(document.adoptNode(fresh));
  if (open && fresh.id === "review-counted") document.getElementById(open)?.setAttribute("open", "");
}

/** From what was decided to the next that is open; from what was undone nowhere. */
function moveOn(issue, submitter) {
  if (!issue) {
    const notice = document.getElementById("review-told");
    notice.tabIndex = -1;
    notice.focus();
    return;
  }
  const all = issues();
  const next = all.slice(all.indexOf(issue) + 1).find((one) => one.dataset.issue === "open");
  go(submitter && "undo" in submitter.dataset ? issue : (next ?? issue));
}

function go(issue) {
  issue.focus({ preventScroll: true });
  const { top, bottom } = issue.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) issue.scrollIntoView({ block: bottom - top > innerHeight || top < 0 ? "start" : "nearest" });
}

// --- keys -------------------------------------------------------------------------------------------

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => document.activeElement.matches(".issue") && step(1),
  ArrowUp: () => document.activeElement.matches(".issue") && step(-1),
  e: edit,
  c: () => focused(here()?.querySelector("[data-choice]")),
  s: () => pressed(here()?.querySelector("[data-skip]")),
  u: () => pressed((here()?.querySelector("[data-undo]") ?? document.getElementById(lastDecided)?.querySelector("[data-undo]"))),
  "?": () => dialog.showModal() ?? true,
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !areUsed()) return;
  const done = /^[1-9]$/.test(event.key) ? pressed(here()?.querySelectorAll("[data-choice]")[event.key - 1]) : KEYS[event.key]?.();
  if (done) event.preventDefault();
});

function step(by) {
  const all = issues();
  if (!all.length) return false;
  const at = all.indexOf(here());
  go(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  return true;
}

function edit() {
  const field = here()?.querySelector(".book-fields [data-check], .book-fields select");
  if (field?.closest("details")) field.closest("details").open = true;
  field?.select?.();
  return focused(field);
}

function focused(node) {
  node?.focus();
  return Boolean(node);
}

function pressed(button) {
  button?.click();
  return Boolean(button);
}

/** Single letters get in the way of who speaks to the computer, so they can be switched off. */
const box = dialog?.querySelector("[data-use-keys]");
const areUsed = () => box?.checked ?? true;
try {
  if (box) box.checked = localStorage.getItem("review-keys") !== "off";
} catch {
  // Storage may be forbidden: the keys then work until the page is left.
}
box?.addEventListener("change", () => {
  try {
    if (box.checked) localStorage.removeItem("review-keys");
    else localStorage.setItem("review-keys", "off");
  } catch {
    // as above
  }
});
