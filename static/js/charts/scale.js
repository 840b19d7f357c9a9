// Two averages on one scale of stars: the reader's and the crowd's, with the gap between them.

import { range, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";

const HEIGHT = 236;
const TOP = 44;
const LINE = 138;
const HALF_LABEL = 42; // pixels from the middle of a label to its edge

/** `data` is {label, low, high, gap, marks: [the reader's, the crowd's]}; a mark has {who, title, value, text, ghost?}. */
export function layout(data, width) {
  const x = scaleLinear([data.low, data.high], [18, width - 18]);
  const ticks = range(data.low, data.high + 1);
  const [you, crowd] = data.marks.map((mark) => x(mark.value));
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [
      ["line", { class: "base", x1: x(data.low), x2: x(data.high), y1: LINE, y2: LINE }],
      ...ticks.map((tick) => ["line", { class: "gridline", x1: px(x(tick)), x2: px(x(tick)), y1: TOP, y2: HEIGHT - 24 }]),
      ...ticks.map((tick) => ["text", { x: px(x(tick)), y: HEIGHT - 6, "text-anchor": "middle" }, `${tick}★`]),
      ["line", { class: "gap", x1: px(you), x2: px(crowd), y1: LINE, y2: LINE }],
    ],
    marks: data.marks.map((mark) => ({ ...mark, shapes: shapes(mark, x, width) })),
  };
}

/** The reader stands above the line, the crowd below it, so that near averages do not collide. */
function shapes(mark, scale, width) {
  const x = scale(mark.value);
  const above = mark.who === "you";
  const at = px(Math.min(width - HALF_LABEL, Math.max(HALF_LABEL, x)));
  const name = `${mark.who}-text`;
  const figure = above ? LINE - 42 : LINE + 44;
  const title = above ? LINE - 70 : LINE + 64;
  return [
    ["rect", { class: "hit", x: px(x - 30), y: above ? LINE - 90 : LINE, width: 60, height: 90 }],
    ["line", { class: "tick", x1: px(x), x2: px(x), y1: LINE, y2: above ? LINE - 34 : LINE + 22 }],
    ...(mark.ghost ? [["circle", { class: "ghost-dot", cx: px(scale(mark.ghost)), cy: LINE, r: 6 }]] : []),
    ["circle", { class: `b ${mark.who} dot`, cx: px(x), cy: LINE, r: 8 }],
    ["text", { class: `${name} figure-of halo`, x: at, y: figure, "text-anchor": "middle" }, mark.text],
    ["text", { class: `${name} halo`, x: at, y: title, "text-anchor": "middle" }, mark.title],
  ];
}
