// Puts a freshly fetched page, or pieces of one, into this one: what the reader looks at, has opened and has focused stays
// where it is, and what has not changed is left alone.

import { drawFigures, drawNow } from "../figures.js";

const LIVE = ["cover", "main"]; // the parts of the page that a publication or a filter changes
const GROUPS = "#cover, #cover > .wrap, #main, .chapter, .grid"; // of which each child is looked at by itself
const PIECES = "#title, #shelf, .fig[id]"; // what can be asked for alone (dashboards/pages/in_sight.py)
const EYES = 120; // pixels from the top: a figure across this line is the one that is looked at
const sources = new WeakMap(); // what was put into the page -> its HTML as it came, before anything was drawn in it

/** Swap what has changed. `from` is what was clicked, if anything was; `prepare` is for `drawFigures`. */
export function swap(page, { from = document.activeElement, prepare } = {}) {
  const open = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focus = focusedPath();
  const keep = place(from);
  const fresh = inPieces(page) ? [...page.body.children] : LIVE.map((id) => page.getElementById(id)).filter(Boolean);
  const changed = fresh.flatMap((node) => renewed(document.getElementById(node.id), node));
  if (!inPieces(page)) Object.assign(document.body.dataset, { whole: "false" }, page.body.dataset);
  document.title = page.title;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  drawFigures(changed, { prepare, settle: keep });
  if (focus && !focus.node.isConnected) {
    drawNow(document.querySelector(focus.chart));
    (document.querySelector(focus.path) ?? document.getElementById("filters"))?.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent("swapped", { detail: page }));
}

/** Whether it is no whole page: the rest of it is still to come. */
export const inPieces = (page) => "pieces" in page.body.dataset;

/** The ids of what is in sight, and of the figure around `from`: what a filter has to change first. */
export function inSight(from) {
  const chosenIn = from?.closest(PIECES);
  const isSeen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  const pieces = [...document.querySelectorAll(PIECES)];
  return pieces.filter((node) => node === chosenIn || isSeen(node.getBoundingClientRect())).map(({ id }) => id);
}

/** Make the old node what the fresh one is: gives the nodes that were put into the page. */
function renewed(old, fresh) {
  if (old.matches(GROUPS) && isAlike(old, fresh)) {
    const children = [...fresh.children];
    return [...old.children].flatMap((child, at) => renewed(child, children[at]));
  }
  if (LIVE.includes(old.id)) {
    old.replaceChildren(...document.adoptNode(fresh).childNodes);
    return [old];
  }
  const html = fresh.outerHTML;
  if (sources.has(old) ? sources.get(old) === html : old.isEqualNode(fresh)) return [];
  const width = /\bw\d+\b/; // a piece does not know its neighbours, with which it shares a row
  if (inPieces(fresh.ownerDocument)) fresh.className = fresh.className.replace(width, width.exec(old.className) ?? "$&");
  old.replaceWith(fresh);
  sources.set(fresh, html);
  return [fresh];
}

function isAlike({ children: olds }, { children: fresh }) {
  return olds.length === fresh.length && [...olds].every(({ id, localName }, at) => id === fresh[at].id && localName === fresh[at].localName);
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
    if (Math.abs(moved - window.scrollY) >= 1) scrollTo({ top: moved, behavior: "instant" });
  };
}

const across = ({ top, bottom }) => top < EYES && bottom > EYES;

/** Where the focus is, {node, chart, path}: the two find the same place in a new page: an id, a mark of a chart, an address. */
function focusedPath() {
  const node = document.activeElement;
  if (!node || !LIVE.some((id) => document.getElementById(id).contains(node))) return null;
  const source = node.closest("[data-chart]")?.dataset.source;
  const chart = `[data-source="${source}"]`;
  if (node.id) return { node, chart, path: `#${CSS.escape(node.id)}` };
  if (source && node.dataset.key) return { node, chart, path: `${chart} [data-key="${CSS.escape(node.dataset.key)}"]` };
  const parent = node.closest("details[id], figure[id]");
  if (parent) return { node, chart, path: `#${CSS.escape(parent.id)} ${node.localName}` };
  const href = node.getAttribute("href");
  return { node, chart, path: `${node.localName}[href="${CSS.escape(href ?? "")}"]` };
}
