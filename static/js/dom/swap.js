// Puts a freshly fetched page into this one: what the reader looks at, has opened and has focused stays where it is.

import { drawFigures } from "../figures.js";

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
  drawFigures(document, prepare);
  if (focus) (document.querySelector(focus) ?? document.getElementById("filters"))?.focus({ preventScroll: true });
  keep();
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
  return `${focused.localName}[href="${CSS.escape(href ?? "")}"]`;
}
