// Columns over an ordinal axis: years, months, stars. A column may carry its end at the present pace.

import { max, scaleBand, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { column, px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";

export const HEIGHT = 236;
const EDGE = { left: 4, right: 4, top: 26, bottom: 24 };
const LETTER = 12.5;
const FEW = 7;

/** `view` is {label, marks: [{title, value, text, lines, short, href?, pace?, strong?, ghost?, chosen?}]}; `headroom` is kept free above. */
export function layout(view, width, headroom = 0) {
  const { marks } = view;
  const x = scaleBand(marks.map((mark) => mark.title), [EDGE.left, width - EDGE.right]).padding(0.18);
  const highest = max(marks, (mark) => Math.max(mark.value, mark.pace ?? 0, mark.ghost ?? 0)) || 1;
  const y = scaleLinear([0, highest], [HEIGHT - EDGE.bottom, EDGE.top + headroom]);
  const floor = y(0);
  const widest = max(marks, (mark) => widthOf(mark.short, LETTER)) ?? 0;
  const every = Math.max(1, Math.ceil((widest + 5) / x.step()));
  const top = max(marks, (mark) => mark.value);
  const roomy = marks.length <= FEW; // a row of noughts says nothing, one among five does
  const named = (at) => (marks.length - 1 - at) % every === 0;
  return {
    width,
    height: HEIGHT,
    label: view.label,
    marks: marks.map((mark, at) => ({
      ...mark,
      shapes: shapes(mark, { x: x(mark.title), y, band: x.bandwidth(), step: x.step(), floor, top, roomy, named: named(at) }),
    })),
    front: [["line", { class: "base", x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5 }]],
  };
}

function shapes(mark, { x, y, band, step, floor, top, roomy, named }) {
  const middle = px(x + band / 2);
  const head = y(Math.max(mark.value, mark.pace ?? 0));
  const strong = mark.value === top || mark.strong || mark.pace;
  const there = [["rect", { class: "hit", x: px(x - (step - band) / 2), y: 0, width: px(step), height: HEIGHT }]];
  if (mark.ghost > mark.value) {
    there.push(["path", { class: "ghost", d: column(x, y(mark.ghost), band, floor - y(mark.ghost)) }]);
  }
  if (mark.pace > mark.value) {
    there.push(["path", { class: "pace", d: column(x + 0.75, head, band - 1.5, y(mark.value) - head) }]);
  }
  if (mark.value) {
    there.push(["path", { class: "b you", d: column(x, y(mark.value), band, floor - y(mark.value)) }]);
  }
  const fits = widthOf(mark.text, LETTER) < step - 1;
  if (mark.value === top ? top : fits && (mark.value || roomy)) {
    there.push(["text", { class: strong ? "lab" : null, x: middle, y: px(head - 6), "text-anchor": "middle" }, mark.text]);
  }
  if (named) there.push(["text", { x: middle, y: HEIGHT - 6, "text-anchor": "middle" }, mark.short]);
  return there;
}
