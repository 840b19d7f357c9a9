// The page of a SELECT of one's own. Without this it is a form and its answer; with it the rows come without a new page,
// names are completed, mistakes get the caret, and SELECTs are kept in this browser.

import { watchCompletions } from "./dom/completions.js";
import { html } from "./dom/elements.js";
import { insert, typed } from "./dom/typing.js";
import { drawFigures } from "./figures.js";
import { complete } from "./lib/completing.js";
import { fill } from "./lib/fill.js";
import { watchSaved } from "./saved.js";

const PATIENCE = 300; // milliseconds until it is shown that something runs

const form = document.getElementById("sql-form");
const field = document.getElementById("sql");
const told = document.getElementById("sql-told");
const stop = document.getElementById("sql-stop");
const progress = document.getElementById("sql-progress");
const result = document.getElementById("result");
const names = JSON.parse(document.getElementById("sql-completion").textContent);
let running = null; // the request that is under way

const say = (text) => (told.textContent = text);

// --- writing

const completions = watchCompletions(field, document.getElementById("sql-options"), {
  find: (text, caret) => complete(text, caret, names),
  kinds: names.kinds,
  tell: (found) => {
    if (!found) return say(told.dataset.none);
    const said = found.options.length === 1 ? told.dataset.optionsOne : told.dataset.options;
    return say(fill(said, { count: found.options.length, first: found.options[0].text }));
  },
});

const button = document.getElementById("sql-complete");
button.hidden = false;
button.addEventListener("click", () => {
  field.focus();
  completions.open();
});

document.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-insert]");
  if (name) insert(field, name.dataset.insert);
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});

field.addEventListener("input", () => field.removeAttribute("aria-invalid"));

// --- running

form.addEventListener("submit", (event) => {
  event.preventDefault();
  completions.close();
  run();
});
stop.addEventListener("click", () => {
  running?.abort();
  say(told.dataset.stopped);
  field.focus();
});
addEventListener("pagehide", () => running?.abort());
addEventListener("popstate", ({ state }) => {
  field.value = state?.sql ?? new URLSearchParams(location.search).get("sql") ?? "";
  run({ push: false });
});

async function run({ push = true } = {}) {
  const sql = field.value.trimEnd();
  const address = addressOf(sql);
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const waiting = setTimeout(showRunning, PATIENCE);
  const page = await fetched(sql, address, mine.signal).catch(() => null);
  clearTimeout(waiting);
  if (running !== mine) return; // another one was started since
  showDone();
  if (mine.signal.aborted) return;
  if (!page) {
    result.replaceChildren(html("p", { class: "alert" }, told.dataset.lost));
    say(told.dataset.lost);
    return;
  }
  if (push) history.pushState(address ? null : { sql }, "", address || form.getAttribute("action"));
  show(page, sql);
}

/** Where the rows of a SELECT stand; "" for one that is too long for an address. */
function addressOf(sql) {
  const action = form.getAttribute("action");
  const address = sql ? `${action}?${new URLSearchParams({ sql })}` : action;
  return address.length <= Number(form.dataset.longest) ? address : "";
}

async function fetched(sql, address, signal) {
  const asked = { signal, headers: { Accept: "text/html" } };
  const response = address
    ? await fetch(address, asked)
    : await fetch(form.getAttribute("action"), { ...asked, method: "POST", body: new URLSearchParams({ sql }) });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!page.getElementById("result")) throw new Error(`no result: ${response.status}`);
  return page;
}

function show(page, sql) {
  result.replaceChildren(...document.adoptNode(page.getElementById("result")).childNodes);
  drawFigures([result]);
  say(result.querySelector("[data-said]")?.textContent ?? "");
  pointAtProblem(field.value.trimEnd() === sql);
  if (result.getBoundingClientRect().top > innerHeight - 120) result.scrollIntoView();
}

/** Put the caret where the mistake is, unless somebody has gone on writing. */
function pointAtProblem(unchanged) {
  const problem = document.getElementById("sql-problem");
  const { begin, end } = problem?.dataset ?? {};
  field.toggleAttribute("aria-invalid", false);
  field.setAttribute("aria-describedby", problem ? "sql-keys sql-problem" : "sql-keys");
  if (begin === undefined || !unchanged) return;
  field.setAttribute("aria-invalid", "true");
  field.focus();
  field.setSelectionRange(Number(begin), Number(end));
}

function showRunning() {
  result.setAttribute("aria-busy", "true");
  progress.hidden = stop.hidden = false;
  say(told.dataset.running);
}

function showDone() {
  running = null;
  result.removeAttribute("aria-busy");
  if (document.activeElement === stop) field.focus();
  progress.hidden = stop.hidden = true;
}

pointAtProblem(true);
watchSaved({
  text: () => field.value.trimEnd(),
  open: (sql) => {
    typed(field, sql, { from: 0, to: field.value.length });
    run();
  },
});
