// Ratings by something: for each step a box around the middle half, a bar for the median and a dot for the average.

import { max, min, range, scaleBand, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";

export const HEIGHT = 236;
const EDGE = { left: 40, right: 4, top: 14, bottom: 44 };
const LETTER = 12.5;
const WIDEST = 46; // pixels of a box
const [WORST, BEST] = [1, 5];

/** `data` is {label, rated, marks: [{title, value: the average, or 0 for none, text: how many, lines, short, box: quartiles or null, href?, ghost?, chosen?}]}. */
export function layout({ label, rated, marks }, width) {
  const x = scaleBand(marks.map((mark) => mark.title), [EDGE.left, width - EDGE.right]).padding(0.2);
  const low = Math.min(WORST, min(marks, (mark) => mark.box?.[0] ?? WORST));
  const y = scaleLinear([low, BEST], [HEIGHT - EDGE.bottom, EDGE.top]);
  const every = Math.max(1, Math.ceil((max(marks, (mark) => widthOf(mark.short, LETTER)) + 5) / x.step()));
  return {
    width,
    height: HEIGHT,
    label,
    back: [
      ...range(WORST, BEST + 1).flatMap((star) => [
        ["line", { class: "gridline", x1: EDGE.left, x2: width, y1: px(y(star)), y2: px(y(star)) }],
        ["text", { x: EDGE.left - 8, y: px(y(star) + 4), "text-anchor": "end" }, `${star}★`],
      ]),
      ["text", { x: EDGE.left - 8, y: HEIGHT - 6, "text-anchor": "end" }, rated],
    ],
    marks: marks.map((mark, at) => ({ ...mark, shapes: shapes(mark, x(mark.title), x, y, (marks.length - 1 - at) % every === 0) })),
  };
}

function shapes(mark, left, x, y, named) {
  const middle = left + x.bandwidth() / 2;
  const wide = Math.min(WIDEST, x.bandwidth());
  const there = [["rect", { class: "hit", x: px(middle - x.step() / 2), y: 0, width: px(x.step()), height: HEIGHT }]];
  if (mark.box) there.push(...box(mark.box, middle - wide / 2, wide, y));
  if (mark.ghost) there.push(["circle", { class: "ghost-dot", cx: px(middle), cy: px(y(mark.ghost)), r: 5 }]);
  if (mark.value) there.push(["circle", { class: mark.box ? "you dot" : "b you dot", cx: px(middle), cy: px(y(mark.value)), r: 5 }]);
  if (named) there.push(["text", { x: px(middle), y: HEIGHT - 24, "text-anchor": "middle" }, mark.short]);
  if (mark.value || named) there.push(["text", { class: "lab", x: px(middle), y: HEIGHT - 6, "text-anchor": "middle" }, mark.text]);
  return there;
}

/** Where half of the ratings are the same, the box is a thin one. */
function box([lower, median, upper], left, wide, y) {
  const top = Math.min(y(upper), y(lower) - 4);
  return [
    ["rect", { class: "b box", x: px(left), y: px(top), width: px(wide), height: px(y(lower) - top), rx: 2 }],
    ["line", { class: "box-median", x1: px(left), x2: px(left + wide), y1: px(y(median)), y2: px(y(median)) }],
  ];
}
