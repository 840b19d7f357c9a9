// Years against each other: a line a year of what there was by each of its days, the latest one bold.

import { curveStepAfter, line, max, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";

export const HEIGHT = 236;
const EDGE = { left: 30, right: 40, top: 14, bottom: 28 };
const LAST_DAY = 365;
const MONTH = 30.5; // days
const APART = 14; // pixels between two labels

/**
 * `data` is {label, months: 12 letters, ghost: points of the whole library's latest year, marks: [{title, text, points:
 * [[day, total]], until: the last day, kind: "now", "before" or "past", lines, href}]}.
 */
export function layout(data, width) {
  const { marks, ghost } = data;
  const highest = max([...marks.flatMap((mark) => mark.points), ...ghost], ([, total]) => total);
  const x = scaleLinear([0, LAST_DAY], [EDGE.left, width - EDGE.right]);
  const y = scaleLinear([0, highest], [HEIGHT - EDGE.bottom, EDGE.top]);
  const step = line(([day]) => x(day), ([, total]) => y(total)).curve(curveStepAfter).digits(1);
  const path = (points, until) => step([[0, 0], ...points, [until, points.at(-1)?.[1] ?? 0]]);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const every = x(MONTH) - x(0) < 11 ? 2 : 1;
  const rows = labelRows(marks, y);
  const order = { past: 0, before: 1, now: 2 };
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [
      ...ticks.map((tick) => ["line", { class: "gridline", x1: EDGE.left, x2: width - EDGE.right, y1: px(y(tick)), y2: px(y(tick)) }]),
      ...ticks.map((tick) => ["text", { x: EDGE.left - 6, y: px(y(tick) + 4), "text-anchor": "end" }, tick]),
      ...data.months
        .map((name, month) => ["text", { x: px(x((month + 0.5) * MONTH)), y: HEIGHT - 6, "text-anchor": "middle" }, name])
        .filter((_, month) => month % every === 0),
      ...(ghost.length ? [["path", { class: "ghost-line", d: path(ghost, ghost.at(-1)[0]) }]] : []),
    ],
    marks: [...marks]
      .sort((one, other) => order[one.kind] - order[other.kind])
      .map((mark) => ({ ...mark, shapes: shapes(mark, path(mark.points, mark.until), x, rows) })),
  };
}

function shapes(mark, d, x, rows) {
  const there = [
    ["path", { class: "near", d }],
    ["path", { class: `b lap ${mark.kind}`, d }],
  ];
  if (rows.has(mark)) {
    const label = mark.kind === "now" ? "you-text halo" : "halo";
    there.push(["text", { class: label, x: px(x(mark.until) + 5), y: px(rows.get(mark) + 4) }, mark.text]);
  }
  return there;
}

/** Where the two years that are compared have their labels: at their lines' ends, not upon each other. */
function labelRows(marks, y) {
  const named = marks.filter((mark) => mark.kind !== "past");
  const rows = new Map(named.map((mark) => [mark, y(mark.points.at(-1)[1])]));
  const [one, other] = named.sort((a, b) => rows.get(a) - rows.get(b));
  if (other && rows.get(other) - rows.get(one) < APART) rows.set(one, rows.get(other) - APART);
  return rows;
}
