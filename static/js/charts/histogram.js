// Columns of numbers that go on, such as lengths, with the median marked above them.

import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";
import * as columns from "./columns.js";

export { HEIGHT } from "./columns.js";

const FLOOR = 24; // below the columns
const HEADROOM = 12; // for the median, so that it is not written over a count
const LETTER = 12.5;
const STUB = 6; // pixels: a shorter piece of line is but a speck

/** `data` is what columns take and {median: {at, text}}: how many columns from the left it lies, and its words. */
export function layout(data, width) {
  const scene = columns.layout(data, width, HEADROOM);
  return { ...scene, front: [...scene.front, ...median(data.median, scene)] };
}

/** From top to bottom, past the count of the column where that lies in the way. */
function around(shapes, x, top, bottom) {
  const count = shapes.find(([name, { y }]) => name === "text" && Number(y) < bottom);
  if (!count) return [[top, bottom]];
  const [middle, y] = [count[1].x, count[1].y].map(Number);
  if (Math.abs(x - middle) > widthOf(count[2], LETTER) / 2 + 2) return [[top, bottom]];
  return [[top, y - LETTER], [y + 4, bottom]].filter(([from, to]) => to - from > STUB);
}

function median({ at, text }, { marks, width, height }) {
  const column = Math.min(marks.length - 1, Math.floor(at));
  const [, band] = marks[column].shapes[0]; // what is hit: as wide as the column and its gap
  const x = Number(band.x) + (at - column) * Number(band.width);
  const half = widthOf(text, LETTER) / 2 + 2;
  const line = ([from, to]) => ["line", { class: "median", x1: px(x), x2: px(x), y1: from, y2: to }];
  return [
    ...around(marks[column].shapes, x, 15, height - FLOOR).map(line),
    ["text", { class: "lab halo", x: px(Math.max(half, Math.min(width - half, x))), y: 10, "text-anchor": "middle" }, text],
  ];
}
