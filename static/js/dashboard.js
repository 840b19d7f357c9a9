// The dashboard: its charts, and what changes while books are looked up.

import { drawFigures } from "./figures.js";
import { fill } from "./lib/fill.js";
import { follow } from "./live.js";

const LIVE = ["cover", "main"]; // the parts of the page that a publication changes

document.querySelector(".shelf")?.classList.add("arriving");
drawFigures(document);

follow((page) => {
  const blank = blankSpines();
  const open = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focus = focusedPath();
  const { scrollY } = window;
  for (const id of LIVE) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  Object.assign(document.body.dataset, { whole: "false" }, page.body.dataset);
  document.title = page.title;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  let found = [];
  drawFigures(document, (chart, data) => {
    if (chart === "shelf") found = markFound(data.spines, blank);
  });
  tellFound(found);
  focusAgain(focus);
  scrollTo({ top: scrollY, behavior: "instant" });
});

const spines = () => JSON.parse(document.getElementById("shelf-data")?.textContent ?? '{"spines": []}').spines;

const blankSpines = () => new Set(spines().filter((spine) => spine.blank).map((spine) => spine.id));

/** The spines that were blank before this publication and are bound now. */
function markFound(data, blank) {
  const found = data.filter((spine) => blank.has(spine.id) && !spine.blank);
  for (const spine of found) spine.found = true;
  return found;
}

function tellFound(found) {
  const line = document.querySelector("[data-live]");
  const last = found.at(-1);
  if (line && last) line.textContent = fill(line.dataset.found, { title: last.title.split(":")[0], author: last.lines[0] });
}

/** Where the focus is, in a way that finds the same place in a new page: an id, a mark of a chart, an address. */
function focusedPath() {
  const focused = document.activeElement;
  if (!focused || !LIVE.some((id) => document.getElementById(id).contains(focused))) return null;
  if (focused.id) return `#${CSS.escape(focused.id)}`;
  const chart = focused.closest("[data-chart]");
  if (chart && focused.dataset.key) {
    return `[data-source="${chart.dataset.source}"] [data-key="${CSS.escape(focused.dataset.key)}"]`;
  }
  const parent = focused.closest("details[id], figure[id]");
  if (parent) return `#${CSS.escape(parent.id)} ${focused.localName}`;
  const href = focused.getAttribute("href");
  return href ? `${focused.localName}[href="${CSS.escape(href)}"]` : null;
}

function focusAgain(path) {
  if (path) document.querySelector(path)?.focus({ preventScroll: true });
}
