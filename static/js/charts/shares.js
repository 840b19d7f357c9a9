// One bar cut into shares, with a line for each below it.

import { sum } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";

const BAR = 46;
const STRIP = 7; // of the whole library, below the bar
const ROW = 27;
const COLUMN = 380; // pixels that a column of the list takes at least
const GUTTER = 40;

/** `data` is {label, marks: [{title, value, text, lines, cloth, href?, ghost?, chosen?}]}. */
export function layout(data, width) {
  const whole = sum(data.marks, (mark) => mark.value) || 1;
  const ghosts = sum(data.marks, (mark) => mark.ghost ?? 0);
  const strip = ghosts ? STRIP + 3 : 0;
  const columns = Math.max(1, Math.floor((width + GUTTER) / COLUMN));
  const rows = Math.ceil(data.marks.length / columns);
  const wide = (width + GUTTER) / columns;
  const place = (at) => ({ x: Math.floor(at / rows) * wide, y: BAR + strip + 16 + (at % rows) * ROW, wide: wide - GUTTER });
  let left = 0;
  let before = 0;
  return {
    width,
    height: BAR + strip + 16 + rows * ROW,
    label: data.label,
    marks: data.marks.map((mark, at) => {
      const x = left;
      left += (mark.value / whole) * width;
      const ghost = ghosts ? [before, (before += ((mark.ghost ?? 0) / ghosts) * width)] : null;
      return { ...mark, shapes: [...ghostShapes(mark, ghost), ...part(mark, x, left), ...line(mark, place(at))] };
    }),
  };
}

function ghostShapes(mark, ends) {
  if (!ends) return [];
  const [start, end] = ends;
  return [["rect", { class: `${mark.cloth} faint`, x: px(start), y: BAR + 3, width: px(Math.max(0, end - start - 1.5)), height: STRIP }]];
}

function part(mark, x, end) {
  return [["rect", { class: `b ${mark.cloth}`, x: px(x), y: 0, width: px(Math.max(mark.value && 1, end - x - 1.5)), height: BAR, rx: 2 }]];
}

function line(mark, { x, y, wide }) {
  return [
    ["rect", { class: "hit", x: px(x), y, width: px(wide), height: ROW }],
    ["rect", { class: mark.cloth, x: px(x), y: y + 7, width: 11, height: 14, rx: 2 }],
    ["text", { class: "note", x: px(x + 20), y: y + 18 }, mark.title],
    ["text", { class: "lab", x: px(x + wide), y: y + 18, "text-anchor": "end" }, mark.text],
  ];
}
