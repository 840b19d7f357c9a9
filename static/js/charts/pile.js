// The pile over time: above how many books lay there, below what came (upwards) and what was finished (downwards).

import { line, max, scaleBand, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";
import { numeral } from "../lib/numbers.js";

export const HEIGHT = 308;
const EDGE = { left: 40, right: 8 };
const SIZE = { top: 22, bottom: 138 };
const FLOW = { top: 164, bottom: 272 };
const LEAST = 8; // pixels for months, quarters or years, each
const LETTER = 12.5;

/**
 * `data` is {label, names: {size, added, finished}, grains: [{marks}]}, the finest first: the first that there is room for
 * is drawn. A mark is {title, value: the pile's size, text, lines, short, added, in_bulk, finished, ghost?, of_whole?}.
 */
export function layout(data, width) {
  const wide = width - EDGE.left - EDGE.right;
  const { marks } = data.grains.find((grain) => grain.marks.length * LEAST <= wide) ?? data.grains.at(-1);
  const x = scaleBand(marks.map((mark) => mark.title), [EDGE.left, width - EDGE.right]).padding(0.16);
  const size = scaleLinear([0, max(marks, (mark) => Math.max(mark.value, mark.ghost ?? 0)) || 1], [SIZE.bottom, SIZE.top]);
  const flow = flowScale(marks);
  const { names } = data;
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [
      ...ticks(size, 3, width),
      ...ticks(flow, 4, width),
      ...trends(marks, x, size),
      ["text", { class: "halo", x: EDGE.left + 2, y: SIZE.top - 10 }, names.size],
      ["text", { class: "halo", x: EDGE.left + 2, y: FLOW.top - 8 }, names.added],
      ["text", { class: "halo", x: EDGE.left + 2, y: FLOW.bottom + 10 }, names.finished],
    ],
    marks: marks.map((mark) => ({ ...mark, shapes: shapes(mark, x(mark.title), x, flow) })),
    front: [
      ["line", { class: "base", x1: EDGE.left, x2: width, y1: px(flow(0)), y2: px(flow(0)) }],
      ...years(marks, x),
      ...now(marks.at(-1), x, size, width),
    ],
  };
}

/** What came and what was finished on one scale, so that their columns can be compared. An import may rise out of it. */
function flowScale(marks) {
  const most = (key) => max(marks, (mark) => Math.max(mark[key], mark.of_whole?.[key] ?? 0));
  const [up, down] = [most("added"), most("finished")];
  return scaleLinear([-(down || 1), up || 1], [FLOW.bottom, FLOW.top]);
}

function ticks(scale, count, width) {
  return scale
    .ticks(count)
    .filter(Number.isInteger)
    .flatMap((tick) => [
      ["line", { class: "gridline", x1: EDGE.left, x2: width, y1: px(scale(tick)), y2: px(scale(tick)) }],
      ["text", { x: EDGE.left - 8, y: px(scale(tick) + 4), "text-anchor": "end" }, numeral(Math.abs(tick))],
    ]);
}

function trends(marks, x, size) {
  const middle = (mark) => x(mark.title) + x.bandwidth() / 2;
  const path = (key) => line(middle, (mark) => size(mark[key])).digits(1)(marks);
  const isPart = marks.some((mark) => mark.of_whole);
  return [
    ...(isPart ? [["path", { class: "ghost-line", d: path("ghost") }]] : []),
    ["path", { class: "trend", d: path("value") }],
  ];
}

function shapes(mark, left, x, flow) {
  const wide = x.bandwidth();
  const column = (name, from, to) => [
    "rect",
    { class: name, x: px(left), y: px(flow(to)), width: px(wide), height: px(flow(from) - flow(to)) },
  ];
  const { added, finished, in_bulk: inBulk, of_whole: whole } = mark;
  const there = [["rect", { class: "hit", x: px(left - (x.step() - wide) / 2), y: 0, width: px(x.step()), height: HEIGHT }]];
  if (whole) there.push(column("ghost", 0, whole.added), column("ghost", -whole.finished, 0));
  if (added) there.push(column("b paler", 0, added));
  if (finished) there.push(column("b you", -finished, 0));
  if (inBulk) {
    const top = Math.max(FLOW.top - 4, flow(added + inBulk));
    there.push(["rect", { class: "pace", x: px(left + 0.75), y: px(top), width: px(Math.max(1, wide - 1.5)), height: px(flow(added) - top) }]);
  }
  return there;
}

/** As many years under the columns as there is room for; where they are counted in parts, below the first. */
function years(marks, x) {
  const named = marks.filter((mark) => mark.short);
  const step = x.step() * (marks.length / (named.length || 1));
  const every = Math.max(1, Math.ceil((widthOf("’00", LETTER) + 8) / step));
  return named
    .filter((_, at) => (named.length - 1 - at) % every === 0)
    .map((mark) => ["text", { x: px(x(mark.title) + x.bandwidth() / 2), y: HEIGHT - 5, "text-anchor": "middle" }, mark.short]);
}

/** Where the line has come to. */
function now(mark, x, size, width) {
  const at = x(mark.title) + x.bandwidth() / 2;
  return [
    ["circle", { class: "you dot", cx: px(at), cy: px(size(mark.value)), r: 4.5 }],
    ["text", { class: "lab halo", x: px(Math.min(width - 4, at + 4)), y: px(size(mark.value) - 9), "text-anchor": "end" }, mark.text],
  ];
}
