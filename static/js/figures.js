// Draws every chart of a page at its true width, again when that changes, and for paper.

import { charts } from "./charts/all.js";
import { html } from "./dom/elements.js";
import { savePicture } from "./dom/picture.js";
import { drawScene } from "./dom/scene.js";
import { setSliders } from "./sliders.js";

const LEAST = 240;
const PAPER = 688; // pixels between the margins of A4
const ON_PAPER = { w4: 213, w5: 273, w7: 391 }; // of a row's three, of its narrower, of its wider figure
const drawings = new Map(); // node -> draw(width)
const chosen = new Map(); // data-source -> the view that the reader chose, which a newer publication must not undo

let onPaper = false; // while a page is printed its width is the paper's, and says nothing

const watcher = new ResizeObserver((entries) => {
  if (onPaper) return;
  for (const { target } of entries) {
    const { clientWidth } = target;
    if (clientWidth && String(clientWidth) !== target.dataset.drawn) drawings.get(target)?.(clientWidth);
  }
});

/** Draw the charts below `root`. `prepare(name, data)` may change a chart's data before it is drawn. */
export function drawFigures(root, prepare = () => {}) {
  for (const node of drawings.keys()) if (!node.isConnected) drawings.delete(node);
  for (const node of root.querySelectorAll("[data-chart]")) {
    const data = JSON.parse(document.getElementById(node.dataset.source).textContent);
    prepare(node.dataset.chart, data);
    draw(node, data);
  }
  setSliders(root);
}

function draw(node, data) {
  const { views = [data] } = data;
  let shown = views[chosen.get(node.dataset.source)] ?? views[0];
  const redraw = (width) => {
    const { layout } = charts[shown.chart ?? node.dataset.chart];
    node.dataset.drawn = width;
    drawScene(node, layout(shown, Math.max(LEAST, Math.floor(width))));
  };
  drawings.set(node, redraw);
  watcher.observe(node);
  if (node.clientWidth) redraw(node.clientWidth);
  if (views.length > 1) {
    const figure = node.closest("figure");
    figure.dataset.view = views.indexOf(shown); // says which of its answers is shown
    addViews(node, views, views.indexOf(shown), (at) => {
      chosen.set(node.dataset.source, at);
      figure.dataset.view = at;
      shown = views[at];
      redraw(node.clientWidth);
    });
  }
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
  for (const [node, redraw] of drawings) {
    const width = Object.keys(ON_PAPER).find((name) => node.closest(`.${name}`));
    redraw(ON_PAPER[width] ?? PAPER);
  }
});
addEventListener("afterprint", () => {
  onPaper = false;
  for (const [node, redraw] of drawings) redraw(node.clientWidth);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-save]");
  const figure = button?.closest("figure");
  if (!figure) return;
  button.disabled = true;
  try {
    await savePicture(figure.querySelector(".plot svg"), figure.querySelector("h3").textContent, figure.querySelector(".answer").innerText);
  } catch (error) {
    if (error.name !== "AbortError") throw error; // who closes the share sheet changed their mind
  } finally {
    button.disabled = false;
  }
});
