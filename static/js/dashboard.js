// The dashboard: its charts, its filters, and what changes while books are looked up.

import { swap } from "./dom/swap.js";
import { drawFigures } from "./figures.js";
import { followFilters } from "./filters.js";
import { fill } from "./lib/fill.js";
import { follow } from "./live.js";

document.querySelector(".shelf")?.classList.add("arriving");
drawFigures([document]);
followFilters();

follow((page) => {
  const blank = blankSpines();
  let found = [];
  swap(page, {
    prepare: (chart, data) => {
      if (chart === "shelf") found = markFound(data.spines, blank);
    },
  });
  tellFound(found);
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
