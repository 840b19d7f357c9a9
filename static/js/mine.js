// "My dashboards" on the start page: the links that this browser remembers. Nothing of it goes to the server.

import { copied } from "./dom/clipboard.js";
import { canRemember, onChange, recall, remember } from "./dom/memory.js";
import { fill } from "./lib/fill.js";
import { linkOf, pathOf } from "./lib/links.js";
import * as list from "./lib/remembered.js";

const section = document.getElementById("mine");
const rows = document.getElementById("mine-rows");
const model = document.getElementById("mine-row");
const told = document.getElementById("mine-told");
const undo = document.getElementById("mine-undo");
const problem = document.getElementById("mine-problem");
const site = { origin: location.origin, root: section.dataset.root };
const sentences = section.dataset;
const language = document.documentElement.lang || "en";
const days = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long" }); // as the pages write dates
let last = null; // the dashboard forgotten last

if (canRemember) showMine();

/** Show the list, and let the reader work on it. */
function showMine() {
  section.hidden = false;
  place();
  render();
  document.getElementById("mine-add").addEventListener("submit", add);
  document.getElementById("mine-export").addEventListener("click", save);
  document.getElementById("mine-import").addEventListener("change", load);
  document.getElementById("mine-remember").addEventListener("change", ({ target }) => {
    remember((state) => ({ ...state, remember: target.checked }));
  });
  undo.addEventListener("click", bringBack);
  onChange(refresh);
  addEventListener("pageshow", ({ persisted }) => persisted && refresh());
}

/** Somebody with dashboards came for them; somebody without came for the file. */
function place() {
  const any = recall().dashboards.length > 0;
  if (any) section.parentElement.prepend(section);
  document.getElementById("mine-link").hidden = !any;
}

function render() {
  const state = recall();
  rows.replaceChildren(...list.listed(state).map(rowOf));
  rows.hidden = !state.dashboards.length;
  document.getElementById("mine-none").hidden = state.dashboards.length > 0;
  document.getElementById("mine-export").disabled = !state.dashboards.length;
  document.getElementById("mine-remember").checked = state.remember;
}

/** The list as another tab left it; not while a name is typed. */
function refresh() {
  if (!rows.querySelector("form:not([hidden])")) render();
}

function rowOf(one) {
  const row = model.content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(`[data-part="${name}"]`);
  const title = one.name || one.holds || sentences.unnamed;
  Object.assign(part("title"), { textContent: title, href: pathOf(one, site.root) });
  row.dataset.kind = one.kind;
  part("kind").textContent = one.kind === "private" ? sentences.private : sentences.shared;
  part("holds").textContent = one.name ? one.holds : "";
  part("visited").textContent = one.visited ? fill(sentences.visited, { date: days.format(one.visited) }) : "";
  part("gone").hidden = !one.gone;
  for (const button of row.querySelectorAll("button[data-spoken]")) button.setAttribute("aria-label", fill(button.dataset.spoken, { title }));
  part("rename").addEventListener("click", () => startNaming(row, one));
  part("copy").addEventListener("click", ({ currentTarget }) => copy(one, currentTarget));
  part("forget").addEventListener("click", () => forget(one));
  return row;
}

function startNaming(row, one) {
  const form = row.querySelector("form");
  const field = form.querySelector("input");
  const end = () => {
    const at = [...rows.children].indexOf(row);
    render();
    rows.children[at]?.querySelector('[data-part="rename"]').focus();
  };
  form.hidden = false;
  field.value = one.name;
  field.select();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember((state) => list.renamed(state, one, field.value));
    end();
  });
  form.addEventListener("keydown", ({ key }) => key === "Escape" && end());
  form.querySelector("[data-part=cancel]").addEventListener("click", end);
}

async function copy(one, button) {
  const address = site.origin + pathOf(one, site.root);
  if (await copied(address)) tell(one.kind === "private" ? sentences.copiedPrivate : sentences.copiedShared);
  else complain(fill(sentences.uncopied, { address }));
  button.focus();
}

function forget(one) {
  remember((state) => list.forgotten(state, one));
  last = one;
  render();
  tell(fill(sentences.forgot, { title: one.name || one.holds || sentences.unnamed }));
  undo.hidden = false;
  undo.focus();
}

function bringBack() {
  const state = remember((before) => list.restored(before, last));
  render();
  tell(sentences.undone);
  const at = list.listed(state).findIndex(({ kind, id }) => kind === last.kind && id === last.id);
  rows.children[at]?.querySelector("a").focus();
}

function add(event) {
  event.preventDefault();
  const field = event.target.elements.link;
  const link = linkOf(field.value, site);
  if (link.refused) complain(fill(sentences[link.refused], { host: link.host, here: location.host }), field);
  else if (list.found(recall(), link)) complain(sentences.known, field);
  else if (!list.found(remember((state) => list.added(state, link, Date.now())), link)) complain(sentences.full, field);
  else {
    field.value = "";
    render();
    tell(link.kind === "private" ? sentences.addedPrivate : sentences.addedShared);
  }
}

function save() {
  const file = new Blob([list.exported(recall(), site, Date.now())], { type: "application/json" });
  const way = document.createElement("a");
  way.href = URL.createObjectURL(file);
  way.download = "my-dashboards.json";
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 10_000);
  tell(sentences.saved);
}

async function load({ target }) {
  const [file] = target.files;
  if (!file) return;
  const text = file.size > list.LARGEST_FILE ? null : await file.text();
  target.value = "";
  let read = { refused: "large" };
  remember((state) => {
    if (text !== null) read = list.merged(state, text, site, Date.now());
    return read.state ?? state;
  });
  if (read.refused) complain(sentences[`file${read.refused}`], target);
  else {
    render();
    tell(fill(read.left ? sentences.loadedPart : sentences.loaded, read));
  }
}

function tell(message) {
  problem.hidden = true;
  undo.hidden = true;
  told.textContent = message;
}

function complain(message, field) {
  tell("");
  problem.hidden = false;
  problem.textContent = message;
  field?.focus();
}
