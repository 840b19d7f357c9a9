// The SELECTs that this browser keeps: saved, opened, renamed, deleted, and taken to another browser as a file.

import { canKeep, storeOf } from "./dom/store.js";
import { fill } from "./lib/fill.js";
import * as list from "./lib/queries.js";

const KEY = "goodreads-stats.queries";
const { recall, remember, onChange } = storeOf(KEY, list);
const part = (id) => document.getElementById(id);
const section = part("saved");
const [rows, model, undo, problem, field] = ["saved-rows", "saved-row", "saved-undo", "saved-problem", "sql-name"].map(part);
const words = section.dataset;
let editor = null; // {text(), open(sql)}: the SELECT that stands there, and putting another one there
let last = null; // the SELECT deleted last

/** Show the list, and let the reader work on it, where the browser lets us keep one. */
export function watchSaved(page) {
  if (!canKeep(KEY)) return;
  editor = page;
  section.hidden = false;
  render();
  part("sql-save").addEventListener("submit", save);
  undo.addEventListener("click", bringBack);
  part("saved-export").addEventListener("click", exportAll);
  part("saved-import").addEventListener("change", load);
  onChange(() => !rows.querySelector("form:not([hidden])") && render());
}

function render() {
  const queries = list.listed(recall());
  rows.replaceChildren(...queries.map(rowOf));
  rows.hidden = part("saved-export").hidden = !queries.length;
}

function rowOf(one) {
  const row = model.content.firstElementChild.cloneNode(true);
  const inner = (name) => row.querySelector(`[data-part="${name}"]`);
  row.dataset.name = one.name;
  inner("open").textContent = one.name;
  for (const button of row.querySelectorAll("[data-spoken]")) button.setAttribute("aria-label", fill(button.dataset.spoken, { name: one.name }));
  inner("open").addEventListener("click", () => {
    field.value = one.name;
    tell(words.opened, one.name);
    editor.open(one.sql);
  });
  inner("rename").addEventListener("click", () => startNaming(row, one));
  inner("delete").addEventListener("click", () => remove(one));
  return row;
}

function save(event) {
  event.preventDefault();
  const sql = editor.text();
  const name = list.named(field.value);
  if (!sql) return complain(words.nothing, field);
  if (!name) return complain(words.unnamed, field);
  const known = list.found(recall(), name);
  const after = remember((state) => list.saved(state, name, sql, Date.now()));
  if (list.found(after, name)?.sql !== sql) return complain(words.full, field);
  render();
  return tell(known ? words.replaced : words.saved, name);
}

function startNaming(row, one) {
  const form = row.querySelector("form");
  const input = form.querySelector("input");
  const end = (name) => {
    render();
    rowCalled(name)?.querySelector('[data-part="rename"]').focus();
  };
  form.hidden = false;
  input.value = one.name;
  input.select();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = list.named(input.value);
    if (name === one.name) return end(name);
    if (!name) return complain(words.unnamed, input);
    if (list.found(recall(), name)) return complain(words.taken, input);
    if (!list.found(remember((state) => list.renamed(state, one.name, name)), name)) return complain(words.full, input);
    end(name);
    return tell(words.renamed, name);
  });
  form.addEventListener("keydown", ({ key }) => key === "Escape" && end(one.name));
  form.querySelector('[data-part="cancel"]').addEventListener("click", () => end(one.name));
}

const rowCalled = (name) => [...rows.children].find((row) => row.dataset.name === name);

function remove(one) {
  remember((state) => list.dropped(state, one.name));
  last = one;
  render();
  tell(words.deleted, one.name);
  undo.hidden = false;
  undo.focus();
}

function bringBack() {
  const after = remember((state) => (list.found(state, last.name) ? state : list.saved(state, last.name, last.sql, last.saved)));
  if (!list.found(after, last.name)) return complain(words.full, undo);
  render();
  tell(words.undone);
  return rowCalled(last.name)?.querySelector('[data-part="open"]').focus();
}

function exportAll() {
  const file = new Blob([list.exported(recall())], { type: "application/json" });
  const way = document.createElement("a");
  way.href = URL.createObjectURL(file);
  way.download = "my-selects.json";
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 10_000);
  tell(words.file);
}

async function load({ target }) {
  const [file] = target.files;
  if (!file) return null;
  const text = file.size > list.LARGEST_FILE ? "" : await file.text();
  target.value = "";
  const before = recall();
  const read = list.merged(before, text, Date.now());
  if (!read) return complain(words.unread, target);
  const after = remember((state) => list.merged(state, text, Date.now()).state);
  if (read.taken && after.queries.length === before.queries.length) return complain(words.full, target);
  render();
  return tell(fill(words.read, { count: read.taken }));
}

function tell(sentence, name = "") {
  problem.hidden = undo.hidden = true;
  field.removeAttribute("aria-invalid");
  part("saved-told").textContent = fill(sentence, { name });
}

function complain(text, input) {
  part("saved-told").textContent = "";
  problem.textContent = text;
  problem.hidden = false;
  if (input === field) field.setAttribute("aria-invalid", "true");
  input.focus();
}
