// How full things are, in ranked bars; in two shades where it is told how much of each is in another one, too.

import { max, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fit, widthOf } from "../lib/fit.js";

const ROW = 27;
const LETTER = 12.5;

/** `data` is {label, marks: [{title, value, text, lines, alone?, href?, ghost?, chosen?}]}; `alone` is in no other. */
export function layout({ label, marks }, width) {
  const names = Math.min(max(marks, (mark) => widthOf(mark.title, LETTER)) + 14, width * 0.4, 190);
  const most = max(marks, (mark) => Math.max(mark.value, mark.ghost ?? 0)) || 1;
  const x = scaleLinear([0, most], [names, width - 46]);
  return {
    width,
    height: marks.length * ROW + 6,
    label,
    marks: marks.map((mark, at) => ({ ...mark, shapes: bar(mark, at * ROW, { x, names, width }) })),
  };
}

function bar(mark, y, { x, names, width }) {
  const { alone = mark.value } = mark;
  const part = (name, from, to) => [
    "rect",
    { class: name, x: px(x(from)), y: y + 4, width: px(Math.max(1, x(to) - x(from))), height: ROW - 8, rx: 2 },
  ];
  return [
    ["rect", { class: "hit", x: 0, y, width, height: ROW }],
    ["text", { class: "note", x: px(names - 10), y: y + 18, "text-anchor": "end" }, fit(mark.title, names - 8, LETTER)],
    ...(mark.ghost > mark.value ? [part("ghost", 0, mark.ghost)] : []),
    ...(mark.value > alone ? [part("b paler", 0, mark.value)] : []),
    ...(alone ? [part("b you", 0, alone)] : []),
    ["text", { x: px(x(mark.value) + 7), y: y + 18 }, mark.text],
  ];
}
