// Columns of numbers that go on, such as lengths, with the median marked above them.

import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";
import * as columns from "./columns.js";

const FLOOR = 24; // below the columns
const HEADROOM = 12; // for the median, so that it is not written over a count
const LETTER = 12.5;

/** `data` is what columns take and {median: {at, text}}: how many columns from the left it lies, and its words. */
export function layout(data, width) {
  const scene = columns.layout(data, width, HEADROOM);
  return { ...scene, front: [...scene.front, ...median(data.median, scene)] };
}

function median({ at, text }, { marks, width, height }) {
  const column = Math.min(marks.length - 1, Math.floor(at));
  const [, band] = marks[column].shapes[0]; // what is hit: as wide as the column and its gap
  const x = Number(band.x) + (at - column) * Number(band.width);
  const half = widthOf(text, LETTER) / 2 + 2;
  return [
    ["line", { class: "median", x1: px(x), x2: px(x), y1: 15, y2: height - FLOOR }],
    ["text", { class: "lab halo", x: px(Math.max(half, Math.min(width - half, x))), y: 10, "text-anchor": "middle" }, text],
  ];
}
