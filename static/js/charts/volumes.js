// Series as rows of small squares, a square for each volume: read, at hand, or neither.

import { max } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fit, widthOf } from "../lib/fit.js";

const ROW = 27;
const LETTER = 12.5;
const SQUARE = 16;

/** `data` is {label, marks: [{title, text, lines, volumes: ["read" | "at-hand" | "missing"], href?}]}. */
export function layout(data, width) {
  const { marks } = data;
  const names = Math.min(max(marks, (mark) => widthOf(mark.title, LETTER)) + 14, width * 0.42, 240);
  const counts = max(marks, (mark) => widthOf(mark.text, LETTER)) + 10;
  const longest = max(marks, (mark) => mark.volumes.length) || 1;
  const step = Math.min(SQUARE + 3, (width - names - counts) / longest);
  const end = names + longest * step + counts;
  return {
    width,
    height: marks.length * ROW + 4,
    label: data.label,
    marks: marks.map((mark, at) => ({ ...mark, shapes: shapes(mark, at * ROW, { names, step, end }) })),
  };
}

function shapes(mark, y, { names, step, end }) {
  const side = Math.max(1.5, step - (step > 6 ? 3 : 1));
  const tall = Math.max(side, 8);
  return [
    ["rect", { class: "hit", x: 0, y, width: px(end), height: ROW }],
    ["text", { class: "note", x: px(names - 10), y: y + 18, "text-anchor": "end" }, fit(mark.title, names - 12, LETTER)],
    ...mark.volumes.map((state, at) => [
      "rect",
      { class: `b volume ${state}`, x: px(names + at * step), y: px(y + (ROW - tall) / 2), width: px(side), height: px(tall), rx: 1.5 },
    ]),
    ["text", { x: px(end), y: y + 18, "text-anchor": "end" }, mark.text],
  ];
}
