// Draws every chart of a page at its true width, again when that changes, and for paper.

import { charts } from "./charts/all.js";
import { html } from "./dom/elements.js";
import { savePicture } from "./dom/picture.js";
import { drawScene } from "./dom/scene.js";
import { doLater, doNow, forget } from "./lib/later.js";
import { setSliders } from "./sliders.js";

const LEAST = 240;
const PAPER = 688; // pixels between the margins of A4
const ON_PAPER = { w4: 213, w5: 273, w7: 391 }; // of a row's three, of its narrower, of its wider figure
const NEAR = 300; // pixels above and below what is in sight
const drawings = new Map(); // node -> {layout(width), height(): pixels, if that needs no layout}
const chosen = new Map(); // data-source -> the view that the reader chose, which a newer publication must not undo

let onPaper = false; // while a page is printed its width is the paper's, and says nothing

const watcher = new ResizeObserver((entries) => {
  if (onPaper) return;
  const nodes = entries.map(({ target }) => target).filter((node) => drawings.has(node));
  const widths = nodes.map((node) => node.clientWidth); // all are measured before any is changed, which lays out the page
  nodes.forEach((node, at) => widths[at] && String(widths[at]) !== node.dataset.drawn && draw(node, widths[at]));
});

/**
 * Draw the charts below these nodes: those in sight at once, the others when there is time. Each has its height at once.
 *
 * `prepare(name, data)` may change a chart's data before it is drawn; `settle()` is called when the page has its height,
 * so that what it scrolls to is in sight.
 */
export function drawFigures(roots, { prepare = () => {}, settle = () => {} } = {}) {
  for (const node of drawings.keys()) {
    if (node.isConnected) continue;
    drawings.delete(node);
    forget(node);
  }
  const nodes = roots.flatMap((root) => [...root.querySelectorAll("[data-chart]")]);
  for (const node of nodes) setUp(node, prepare);
  const widths = nodes.map((node) => node.clientWidth);
  nodes.forEach((node, at) => widths[at] && plan(node, widths[at]));
  settle();
  for (const node of nodes.filter(isNear)) drawNow(node);
  roots.forEach(setSliders);
}

/** Draw a chart that may be waiting for its turn. */
export const drawNow = doNow;

function setUp(node, prepare) {
  const data = JSON.parse(document.getElementById(node.dataset.source).textContent);
  prepare(node.dataset.chart, data);
  const { views = [data] } = data;
  let shown = views[chosen.get(node.dataset.source)] ?? views[0];
  const chart = () => charts[shown.chart ?? node.dataset.chart];
  drawings.set(node, { layout: (width) => chart().layout(shown, Math.max(LEAST, Math.floor(width))), height: () => chart().HEIGHT });
  watcher.observe(node);
  if (views.length > 1) {
    const figure = node.closest("figure");
    figure.dataset.view = views.indexOf(shown); // says which of its answers is shown
    addViews(node, views, views.indexOf(shown), (at) => {
      chosen.set(node.dataset.source, at);
      figure.dataset.view = at;
      shown = views[at];
      draw(node, node.clientWidth);
    });
  }
}

function draw(node, width) {
  forget(node);
  node.dataset.drawn = width;
  show(node, drawings.get(node).layout(width));
}

/** Give the chart its height, and leave the drawing for later. */
function plan(node, width) {
  const { layout, height } = drawings.get(node);
  const showLater = (scene) => doLater(node, () => show(node, scene));
  node.dataset.drawn = width;
  if (height()) {
    node.style.height = `${height()}px`;
    doLater(node, () => showLater(layout(width)));
  } else {
    const scene = layout(width);
    node.style.height = `${scene.height}px`;
    showLater(scene);
  }
}

function show(node, scene) {
  drawScene(node, scene);
  node.style.height = "";
}

function isNear(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > -NEAR && top < innerHeight + NEAR;
}

/** Buttons to change what the same columns count. */
function addViews(node, views, first, choose) {
  const pressed = (at) => String(at === first); // "false" has to be said, not left out
  const buttons = views.map((view, at) => html("button", { type: "button", "aria-pressed": pressed(at) }, view.name));
  buttons.forEach((button, at) =>
    button.addEventListener("click", () => {
      buttons.forEach((other) => other.setAttribute("aria-pressed", other === button));
      choose(at);
    }),
  );
  node.before(html("div", { class: "views", role: "group", "aria-labelledby": `${node.closest("figure").id}-q` }, ...buttons));
}

addEventListener("beforeprint", () => {
  onPaper = true;
  for (const node of drawings.keys()) {
    const width = Object.keys(ON_PAPER).find((name) => node.closest(`.${name}`));
    draw(node, ON_PAPER[width] ?? PAPER);
  }
});
addEventListener("afterprint", () => {
  onPaper = false;
  for (const node of drawings.keys()) draw(node, node.clientWidth);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-save]");
  const figure = button?.closest("figure");
  if (!figure) return;
  button.disabled = true;
  drawNow(figure.querySelector("[data-chart]"));
  try {
    await savePicture(figure.querySelector(".plot svg"), figure.querySelector("h3").textContent, figure.querySelector(".answer").innerText);
  } catch (error) {
    if (error.name !== "AbortError") throw error; // who closes the share sheet changed their mind
  } finally {
    button.disabled = false;
  }
});
