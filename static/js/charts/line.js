// A line over years with a reference across it: the reader's average rating within the middle half of each year's, and the crowd's.

import { area, extent, line, min, range, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { decimal } from "../lib/numbers.js";

export const HEIGHT = 300;
const EDGE = { left: 30, right: 14, top: 24, bottom: 28 };
const LABEL = 80; // pixels that the reference's label takes
const ROOM = 0.18; // stars kept free above and below

/**
 * `data` is {label, reference: {value, text} or null, ghost?, band?, marks: [{title, at, value, text, lines, href?, chosen?}]};
 * `ghost` is the line of the whole library: [{at, value}]; `band` lies behind the line: [{at, low, high}], named `band_text`.
 */
export function layout(data, width) {
  const { marks, reference, ghost = [], band = [] } = data;
  const points = [...marks, ...ghost];
  const values = [...points.map((point) => point.value), ...band.flatMap(({ low, high }) => [low, high]), ...(reference ? [reference.value] : [])];
  const [least, most] = extent(values);
  const x = scaleLinear(extent(points, (point) => point.at), [EDGE.left + 8, width - EDGE.right]);
  const y = scaleLinear([least - ROOM, most + ROOM], [HEIGHT - EDGE.bottom, EDGE.top]);
  const path = line((mark) => x(mark.at), (mark) => y(mark.value));
  const ticks = y.ticks(4);
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [
      ...ticks.map((tick) => ["line", { class: "gridline", x1: EDGE.left, x2: width, y1: px(y(tick)), y2: px(y(tick)) }]),
      ...ticks.map((tick) => ["text", { x: EDGE.left - 6, y: px(y(tick) + 4), "text-anchor": "end" }, decimal(tick)]),
      ...(band.length > 1 ? [["path", { class: "band-of", d: area((at) => x(at.at), (at) => y(at.low), (at) => y(at.high))(band) }]] : []),
      ...(ghost.length ? [["path", { class: "ghost-line", d: path(ghost) }]] : []),
      ...referenceShapes(reference, marks, x, y, width),
      ["path", { class: "trend", d: path(marks) }],
    ],
    marks: marks.map((mark) => ({ ...mark, shapes: shapes(mark, x(mark.at), y(mark.value), side(mark, marks)) })),
    front: years(points, x),
  };
}

function referenceShapes(reference, marks, x, y, width) {
  if (!reference) return [];
  const at = y(reference.value);
  const [place, anchor] = freest(along(marks, x, y), at - 10, width);
  return [
    ["line", { class: "reference", x1: EDGE.left, x2: width, y1: px(at), y2: px(at) }],
    ["text", { class: "crowd-text halo", x: px(place), y: px(at - 6), "text-anchor": anchor }, reference.text],
  ];
}

/** Points close together along the line. */
function along(marks, x, y) {
  return marks.slice(1).flatMap((mark, at) => {
    const before = marks[at];
    return range(0, 1.01, 0.1).map((share) => [
      x(before.at + share * (mark.at - before.at)),
      y(before.value + share * (mark.value - before.value)),
    ]);
  });
}

/** Where along the reference its label is farthest from the line: [x, text-anchor], the right end if all are alike. */
function freest(points, at, width) {
  const places = [
    [width, "end", width - LABEL / 2],
    [EDGE.left + 6, "start", EDGE.left + LABEL / 2],
    [(EDGE.left + width) / 2, "middle", (EDGE.left + width) / 2],
  ];
  const room = ([, , middle]) => min(points, ([x, y]) => Math.hypot(Math.max(0, Math.abs(x - middle) - LABEL / 2), y - at));
  const [[x, anchor]] = [...places].sort((one, other) => room(other) - room(one));
  return [x, anchor];
}

/** Only the ends are labelled, on the side that the line leaves free: 1 is below the dot, -1 above, 0 nowhere. */
function side(mark, marks) {
  const neighbour = { 0: marks[1], [marks.length - 1]: marks.at(-2) }[marks.indexOf(mark)];
  if (!neighbour) return 0;
  return neighbour.value > mark.value ? 1 : -1;
}

function shapes(mark, x, y, labelled) {
  const there = [
    ["rect", { class: "hit", x: px(x - 8), y: EDGE.top - 10, width: 16, height: HEIGHT - EDGE.top }],
    ["circle", { class: "b you dot", cx: px(x), cy: px(y), r: 5 }],
  ];
  if (labelled) {
    const baseline = y + (labelled > 0 ? 20 : -11);
    there.push(["text", { class: "lab halo", x: px(x), y: px(baseline), "text-anchor": "middle" }, mark.text]);
  }
  return there;
}

/** As many years under the axis as there is room for, the last one always. */
function years(points, x) {
  const step = Math.abs(x(1) - x(0)) || 1;
  const every = Math.max(1, Math.ceil(34 / step));
  const named = [...new Set(points.map((point) => point.at))];
  const last = Math.max(...named);
  return named
    .filter((year) => (last - year) % every === 0)
    .map((year) => ["text", { x: px(x(year)), y: HEIGHT - 6, "text-anchor": "middle" }, `’${String(year).slice(2)}`]);
}
