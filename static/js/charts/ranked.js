// Ranked bars with a second, small column of dots beside them: how many, and how much they were liked.

import { extent, max, range, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fit, widthOf } from "../lib/fit.js";

const ROW = 31;
const TOP = 22;
const LETTER = 12.5;
const NARROW = 340; // up to here the averages are numbers alone: dots would leave no room for the bars

/** `data` is {label, beside, low, high, marks: [{title, value, text, lines, cloth, average?, average_text, href?, ghost?, chosen?}]}. */
export function layout(data, width) {
  const { marks } = data;
  const names = Math.min(max(marks, (mark) => widthOf(mark.title, LETTER)) + 14, width * 0.4, 190);
  const liked = marks.some((mark) => mark.average);
  const dots = !liked ? 0 : width > 440 ? 132 : width > NARROW ? 92 : 34;
  const height = TOP + marks.length * ROW + 18;
  const bars = scaleLinear([0, max(marks, (mark) => Math.max(mark.value, mark.ghost ?? 0)) || 1], [names, width - dots - 46]);
  const average = scaleLinear(span(marks, data), [width - dots + 6, width - 44]);
  const ticks = liked && width > NARROW ? stars(average) : [];
  return {
    width,
    height,
    label: data.label,
    back: [
      ["text", { x: width, y: 10, "text-anchor": "end" }, data.beside],
      ...ticks.map((tick) => ["line", { class: "gridline", x1: px(average(tick)), x2: px(average(tick)), y1: TOP, y2: height - 18 }]),
      ...ticks.map((tick) => ["text", { x: px(average(tick)), y: height - 4, "text-anchor": "middle" }, `${tick}★`]),
    ],
    marks: marks.map((mark, at) => ({ ...mark, shapes: shapes(mark, TOP + at * ROW, { width, names, bars, average }) })),
  };
}

/** The part of the scale that is used, a whole star at least. */
function span(marks, { low, high }) {
  const [least = low, most = high] = extent(marks, (mark) => mark.average ?? undefined);
  return [Math.max(low, Math.floor(least - 0.05)), Math.min(high, Math.ceil(most + 0.05))];
}

/** Whole stars that can be named on the scale without touching; its ends always can. */
function stars(average) {
  const [low, high] = average.domain();
  const roomy = average(low + 1) - average(low) > 24;
  return roomy ? range(low, high + 1) : [low, high];
}

function shapes(mark, y, { width, names, bars, average }) {
  const middle = y + ROW / 2;
  const end = bars(mark.value);
  const bar = (name, value) => [
    "rect",
    { class: name, x: px(names), y: y + 5, width: px(Math.max(1.5, bars(value) - names)), height: ROW - 10, rx: 2 },
  ];
  const there = [
    ["rect", { class: "hit", x: 0, y, width, height: ROW }],
    ["text", { class: "note", x: px(names - 10), y: middle + 4, "text-anchor": "end" }, fit(mark.title, names - 8, LETTER)],
    ...(mark.ghost > mark.value ? [bar("ghost", mark.ghost)] : []),
    ...(mark.value ? [bar(`b ${mark.cloth}`, mark.value)] : []),
    ["text", { x: px(end + 7), y: middle + 4 }, mark.text],
  ];
  if (!mark.average) return there;
  if (width > NARROW) there.push(["circle", { class: "you dot", cx: px(average(mark.average)), cy: middle, r: 5.5 }]);
  return [...there, ["text", { x: width, y: middle + 4, "text-anchor": "end" }, mark.average_text]];
}
