// The plane of two ratings: the reader's upwards, the crowd's to the right, and the diagonal on which they are alike.
// The names of its rows and columns are marks, so that whoever uses no mouse can pick books by them as well.

import { range, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";
import { rowSteps } from "../lib/rows.js";

export const HEIGHT = 334;
const EDGE = { left: 34, right: 6, top: 20, bottom: 58 };
const LETTER = 12.5;
const STARS = [0.45, 5.55];

/** The scales, and how far from it a row of the reader's ratings reaches on either side. */
export function plane(data, width) {
  const x = scaleLinear([data.low, data.high], [EDGE.left, width - EDGE.right]);
  const y = scaleLinear(STARS, [HEIGHT - EDGE.bottom, EDGE.top]);
  return { x, y, half: (y(1) - y(2)) * 0.44 };
}

/**
 * The scene around `marks`, each of which has its middle x and its row `line` (the reader's rating).
 * `data` has {label, low, high, rows, columns, diagonal, above, below, across, hint, address}.
 */
export function sceneOf(data, width, { marks, back = [], front = [] }) {
  const { x, y } = plane(data, width);
  const rows = data.rows.map((row) => ({ ...row, line: row.at, x: 0, shapes: rowName(row, y) }));
  const columns = data.columns.map((one) => clipped(one, data)).map((column) => ({ ...column, line: 0, x: (x(column.from) + x(column.to)) / 2, shapes: columnName(column, x) }));
  const all = [...rows, ...marks, ...columns];
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [...grid(data, x, y), ...back],
    marks: all,
    front: [...diagonal(data, x, y), ...front, ...words(data, width, x, y)],
    move: rowSteps(lines(all)),
    brush: brush(data, x, y, width),
  };
}

/** The marks in their rows, the best rating first, each from left to right. */
function lines(marks) {
  const byLine = new Map();
  marks.forEach(({ line, x }, at) => {
    if (!byLine.has(line)) byLine.set(line, []);
    byLine.get(line).push({ at, x });
  });
  return [...byLine].sort(([one], [other]) => other - one).map(([, row]) => row.sort((one, other) => one.x - other.x));
}

const grid = (data, x, y) => [
  ...range(Math.ceil(data.low * 2) / 2, data.high + 0.01, 0.5).map((at) => [
    "line",
    { class: "gridline", x1: px(x(at)), x2: px(x(at)), y1: EDGE.top, y2: px(y(STARS[0])) },
  ]),
  ["line", { class: "base", x1: EDGE.left, x2: px(x(data.high)), y1: px(y(STARS[0])), y2: px(y(STARS[0])) }],
];

/** A half star of the crowd's, as far as the plane reaches. */
const clipped = (column, { low, high }) => ({ ...column, from: Math.max(low, column.at), to: Math.min(high, column.at + 0.5) });

function rowName(row, y) {
  const middle = y(row.at);
  return [
    ["rect", { class: "hit", x: 0, y: px(middle - 13), width: EDGE.left - 4, height: 26 }],
    ["text", { class: row.chosen ? "lab" : null, x: EDGE.left - 8, y: px(middle + 4), "text-anchor": "end" }, row.text],
  ];
}

/** Its whole span where there is room for it, else where it begins, else nothing. */
function columnName(column, x) {
  const [from, to] = [x(column.from), x(column.to)];
  const top = HEIGHT - EDGE.bottom + 2;
  const text = [column.text, column.text.split("–")[0]].find((one) => widthOf(one, LETTER) < to - from) ?? "";
  return [
    ["rect", { class: "hit", x: px(from), y: top, width: px(to - from), height: 24 }],
    [
      "text",
      { class: column.chosen ? "lab" : null, x: px((from + to) / 2), y: top + 16, "text-anchor": "middle" },
      text,
    ],
  ];
}

/** The line on which both ratings are equal, as far as the plane shows it. */
function diagonal({ low, high, diagonal: text }, x, y) {
  const [from, to] = [Math.max(low, STARS[0]), Math.min(high, STARS[1])];
  if (from >= to) return [];
  return [
    ["line", { class: "reference", x1: px(x(from)), y1: px(y(from)), x2: px(x(to)), y2: px(y(to)) }],
    ["text", { class: "halo", x: px(x(from) + 6), y: px(y(from) - 12) }, text],
  ];
}

function words({ above, below, across, hint, address }, width, x, y) {
  const roomy = widthOf(hint, LETTER) + widthOf(across, LETTER) + 40 < width && canPick(address);
  return [
    ["text", { class: "you-text", x: EDGE.left, y: 11 }, above],
    ["text", { class: "crowd-text halo", x: px(width - EDGE.right), y: px(y(STARS[0]) - 6), "text-anchor": "end" }, below],
    ["text", { x: px(width - EDGE.right), y: HEIGHT - 8, "text-anchor": "end" }, `${across} →`],
    ...(roomy ? [["text", { class: "hint", x: EDGE.left, y: HEIGHT - 8, "aria-hidden": "true" }, hint]] : []),
  ];
}

const canPick = (address) => !address.startsWith("#"); // within one file there is no other page to ask for

/** Where a rectangle that was drawn leads: `address({x0, y0, x1, y1})`, in pixels. */
function brush({ address, low, high }, x, y, width) {
  if (!canPick(address)) return null;
  const area = { x0: EDGE.left, y0: EDGE.top, x1: width - EDGE.right, y1: y(STARS[0]) };
  return { area, address: (box) => picked(address, crowdOf(box, x, low, high), starsOf(box, y)) };
}

/** From the tenth of a star in which it begins to the end of that in which it ends. */
function crowdOf({ x0, x1 }, x, low, high) {
  const from = Math.max(low, Math.floor(x.invert(x0) * 10) / 10);
  const to = Math.min(high, Math.ceil(x.invert(x1) * 10) / 10);
  return `${from}-${Math.max(to, Math.round((from + 0.1) * 10) / 10)}`;
}

/** The rows whose middle lies within, or the nearest one. */
function starsOf({ y0, y1 }, y) {
  const stars = [1, 2, 3, 4, 5];
  const within = stars.filter((row) => y(row) >= y0 && y(row) <= y1);
  const middle = y.invert((y0 + y1) / 2);
  const [from, to] = within.length ? [within[0], within.at(-1)] : Array(2).fill(Math.min(5, Math.max(1, Math.round(middle))));
  return from === to ? `${from}` : `${from}-${to}`;
}

function picked(address, crowd, rating) {
  const [, path, query = "", at = ""] = address.match(/^([^?#]*)\??([^#]*)(#.*)?$/);
  const wanted = new URLSearchParams(query);
  wanted.set("rating", rating);
  wanted.set("crowd", crowd);
  return `${path}?${wanted}${at}`;
}
