// One bar cut into shares, with a line for each below it.

import { sum } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";

const BAR = 46;
const ROW = 27;

/** `data` is {label, marks: [{title, value, text, lines, cloth}]}. */
export function layout(data, width) {
  const whole = sum(data.marks, (mark) => mark.value) || 1;
  let left = 0;
  return {
    width,
    height: BAR + 16 + data.marks.length * ROW,
    label: data.label,
    marks: data.marks.map((mark, at) => {
      const x = left;
      left += (mark.value / whole) * width;
      return { ...mark, shapes: shapes(mark, at, x, left, width) };
    }),
  };
}

function shapes(mark, at, x, end, width) {
  const y = BAR + 16 + at * ROW;
  return [
    ["rect", { class: `b ${mark.cloth}`, x: px(x), y: 0, width: px(Math.max(1, end - x - 1.5)), height: BAR, rx: 2 }],
    ["rect", { class: "hit", x: 0, y, width, height: ROW }],
    ["rect", { class: mark.cloth, x: 0, y: y + 7, width: 11, height: 14, rx: 2 }],
    ["text", { class: "note", x: 20, y: y + 18 }, mark.title],
    ["text", { class: "lab", x: width, y: y + 18, "text-anchor": "end" }, mark.text],
  ];
}
