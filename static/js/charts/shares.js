// One bar cut into shares, with a line for each below it, and where there are years a column for each of them.

import { max, scaleBand, scaleLinear, sum } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";

const BAR = 46;
const STRIP = 7; // of the whole library, below the bar
const ROW = 27;
const COLUMN = 380; // pixels that a column of the list takes at least
const GUTTER = 40;
const YEARS = { above: 18, tall: 96, below: 22 }; // the columns of the years, below the list
const LETTER = 12.5;
const ALL = 0.999; // shares are rounded

/**
 * `data` is {label, years?: [{title, short}], marks: [{title, value, text, lines, cloth, href?, ghost?, chosen?, by_year?,
 * ghosts?}]}: by year the share of a mark, from 0 to 1, or null for a year that is left blank.
 */
export function layout(data, width) {
  const whole = sum(data.marks, (mark) => mark.value) || 1;
  const ghosts = sum(data.marks, (mark) => mark.ghost ?? 0);
  const strip = ghosts ? STRIP + 3 : 0;
  const columns = Math.max(1, Math.floor((width + GUTTER) / COLUMN));
  const rows = Math.ceil(data.marks.length / columns);
  const wide = (width + GUTTER) / columns;
  const place = (at) => ({ x: Math.floor(at / rows) * wide, y: BAR + strip + 16 + (at % rows) * ROW, wide: wide - GUTTER });
  const list = BAR + strip + 16 + rows * ROW;
  const years = data.years?.length ? columnsOf(data, width, list + YEARS.above) : null;
  let left = 0;
  let before = 0;
  return {
    width,
    height: years ? list + YEARS.above + YEARS.tall + YEARS.below : list,
    label: data.label,
    marks: data.marks.map((mark, at) => {
      const x = left;
      left += (mark.value / whole) * width;
      const ghost = ghosts ? [before, (before += ((mark.ghost ?? 0) / ghosts) * width)] : null;
      const shapes = [...ghostShapes(mark, ghost), ...part(mark, x, left), ...line(mark, place(at)), ...(years?.shapes(at) ?? [])];
      return { ...mark, shapes };
    }),
    front: years?.front,
  };
}

/** For each mark its parts of the years' columns, the first mark at the bottom, and the edges of the whole library's. */
function columnsOf({ years, marks }, width, top) {
  const x = scaleBand(years.map((year) => year.title), [0, width]).padding(0.18);
  const y = scaleLinear([0, 1], [top + YEARS.tall, top]);
  const every = Math.max(1, Math.ceil((max(years, (year) => widthOf(year.short, LETTER)) + 6) / x.step()));
  const below = (key, at, year) => sum(marks.slice(0, at), (mark) => mark[key]?.[year] ?? 0);
  const left = (year) => x(years[year].title);
  const known = (mark, key) => (mark[key] ?? []).map((share, year) => [share, year]).filter(([share]) => share);
  return {
    shapes: (at) =>
      known(marks[at], "by_year").map(([share, year]) => {
        const from = below("by_year", at, year);
        const [high, low] = [y(from + share), y(from)];
        return ["rect", { class: `b layer ${marks[at].cloth}`, x: px(left(year)), y: px(high), width: px(x.bandwidth()), height: px(low - high) }];
      }),
    front: [
      ...marks.slice(0, -1).flatMap((mark, at) =>
        known(mark, "ghosts")
          .map(([share, year]) => [below("ghosts", at, year) + share, year])
          .filter(([upTo]) => upTo < ALL)
          .map(([upTo, year]) => {
            const edge = px(y(upTo));
            return ["line", { class: "whole-edge", x1: px(left(year)), x2: px(left(year) + x.bandwidth()), y1: edge, y2: edge }];
          }),
      ),
      ["line", { class: "base", x1: 0, x2: width, y1: y(0) + 0.5, y2: y(0) + 0.5 }],
      ...years
        .map((year) => ["text", { x: px(x(year.title) + x.bandwidth() / 2), y: y(0) + 17, "text-anchor": "middle" }, year.short])
        .filter((_, at) => (years.length - 1 - at) % every === 0),
    ],
  };
}

function ghostShapes(mark, ends) {
  if (!ends) return [];
  const [start, end] = ends;
  return [["rect", { class: `${mark.cloth} faint`, x: px(start), y: BAR + 3, width: px(Math.max(0, end - start - 1.5)), height: STRIP }]];
}

function part(mark, x, end) {
  return [["rect", { class: `b ${mark.cloth}`, x: px(x), y: 0, width: px(Math.max(mark.value && 1, end - x - 1.5)), height: BAR, rx: 2 }]];
}

function line(mark, { x, y, wide }) {
  return [
    ["rect", { class: "hit", x: px(x), y, width: px(wide), height: ROW }],
    ["rect", { class: mark.cloth, x: px(x), y: y + 7, width: 11, height: 14, rx: 2 }],
    ["text", { class: "note", x: px(x + 20), y: y + 18 }, mark.title],
    ["text", { class: "lab", x: px(x + wide), y: y + 18, "text-anchor": "end" }, mark.text],
  ];
}
