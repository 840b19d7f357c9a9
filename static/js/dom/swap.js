// Puts a freshly fetched page into this one: what the reader looks at, has opened and has focused stays where it is.

import { drawFigures, drawNow } from "../figures.js";

const LIVE = ["cover", "main"]; // the parts of the page that a publication or a filter changes
const EYES = 120; // pixels from the top: a figure across this line is the one that is looked at

/** Swap the live parts. `from` is what was clicked, if anything was; `prepare` is for `drawFigures`. */
export function swap(page, { from = document.activeElement, prepare } = {}) {
  const open = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focus = focusedPath();
  const keep = place(from);
  for (const id of LIVE) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  Object.assign(document.body.dataset, { whole: "false" }, page.body.dataset);
  document.title = page.title;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  drawFigures(document, { prepare, settle: keep });
  if (focus) drawNow(document.querySelector(focus.chart));
  if (focus) (document.querySelector(focus.path) ?? document.getElementById("filters"))?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("swapped", { detail: page }));
}

/** Remembers where the figure that was clicked or is looked at stands; what it gives puts it there again. */
function place(from) {
  const { scrollY } = window;
  const figures = [...document.querySelectorAll(".fig[id]")];
  const looked = from?.closest(".fig[id]") ?? figures.find((figure) => across(figure.getBoundingClientRect()));
  const top = looked?.getBoundingClientRect().top;
  return () => {
    const again = looked && document.getElementById(looked.id);
    const moved = again ? window.scrollY + again.getBoundingClientRect().top - top : scrollY;
    scrollTo({ top: moved, behavior: "instant" });
  };
}

const across = ({ top, bottom }) => top < EYES && bottom > EYES;

/** Where the focus is, {chart, path} that find the same place in a new page: an id, a mark of a chart, an address. */
function focusedPath() {
  const focused = document.activeElement;
  if (!focused || !LIVE.some((id) => document.getElementById(id).contains(focused))) return null;
  const source = focused.closest("[data-chart]")?.dataset.source;
  const chart = `[data-source="${source}"]`;
  if (focused.id) return { chart, path: `#${CSS.escape(focused.id)}` };
  if (source && focused.dataset.key) return { chart, path: `${chart} [data-key="${CSS.escape(focused.dataset.key)}"]` };
  const parent = focused.closest("details[id], figure[id]");
  if (parent) return { chart, path: `#${CSS.escape(parent.id)} ${focused.localName}` };
  const href = focused.getAttribute("href");
  return { chart, path: `${focused.localName}[href="${CSS.escape(href ?? "")}"]` };
}
