// Shares stacked to a whole: as areas over the years, or as columns side by side. Each layer is one mark, named at its edge.

import { area, curveMonotoneX, extent, line, max, scaleBand, scaleLinear } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fit, widthOf } from "../lib/fit.js";
import { spread } from "../lib/labels.js";
import * as numbers from "../lib/numbers.js";

export const HEIGHT = 300;
const EDGE = { left: 40, top: 8, bottom: 24 };
const LETTER = 12.5;
const NARROW = 440;

/**
 * `data` is {label, columns: [{title, short, at?}], marks: [{title, text, lines, cloth, shares, ghosts?, href?, chosen?}]}:
 * a share for each column, from 0 to 1. Columns that all have an `at` are points in time, joined to areas.
 */
export function layout(data, width) {
  const { columns, marks } = data;
  const names = Math.min(max(marks, (mark) => widthOf(mark.title, LETTER)) + 54, width > NARROW ? 190 : 128);
  const y = scaleLinear([0, 1], [HEIGHT - EDGE.bottom, EDGE.top]);
  const draw = (columns.every((column) => column.at) ? overTime : sideBySide)(columns, width - names, y);
  const layers = stacked(marks, "shares");
  const ghosts = marks.every((mark) => mark.ghosts) ? stacked(marks, "ghosts").slice(0, -1) : [];
  const middles = layers.map((layer) => y((layer.at(-1)[0] + layer.at(-1)[1]) / 2));
  const places = spread(middles, 15, EDGE.top + 6, HEIGHT - EDGE.bottom - 2);
  return {
    width,
    height: HEIGHT,
    label: data.label,
    back: [0, 0.5, 1].map((share) => ["text", { x: EDGE.left - 8, y: px(y(share) + 4), "text-anchor": "end" }, numbers.share(share)]),
    marks: marks.map((mark, at) => ({
      ...mark,
      shapes: [...draw.shapes(layers[at], mark), ...label(mark, places[at], width - names + 8, width)],
    })),
    front: [...ghosts.flatMap((layer) => draw.edge(layer)), ...draw.axis],
  };
}

/** For each mark its layer: [from, to] for each column, the first mark at the bottom. */
function stacked(marks, key) {
  const heights = marks[0][key].map(() => 0);
  return marks.map((mark) => mark[key].map((share, at) => [heights[at], (heights[at] += share)]));
}

function overTime(columns, end, y) {
  const x = scaleLinear(extent(columns, (column) => column.at), [EDGE.left, end]);
  const place = (_, at) => x(columns[at].at);
  const fill = area().x(place).y0(([low]) => y(low)).y1(([, high]) => y(high)).curve(curveMonotoneX);
  const edge = line().x(place).y(([, high]) => y(high)).curve(curveMonotoneX);
  const every = Math.max(1, Math.ceil(34 / (Math.abs(x(1) - x(0)) || 1)));
  const last = columns.at(-1).at;
  return {
    shapes: (layer, mark) => [["path", { class: `b layer ${mark.cloth}`, d: fill(layer) }]],
    edge: (layer) => [["path", { class: "whole-edge", d: edge(layer) }]],
    axis: columns
      .filter((column) => (last - column.at) % every === 0)
      .map((column) => ["text", { x: px(x(column.at)), y: HEIGHT - 6, "text-anchor": "middle" }, column.short]),
  };
}

function sideBySide(columns, end, y) {
  const x = scaleBand(columns.map((column) => column.title), [EDGE.left, end]).padding(columns.length > 4 ? 0.18 : 0.1);
  const wide = x.bandwidth();
  const every = Math.max(1, Math.ceil(34 / x.step()));
  return {
    shapes: (layer, mark) =>
      layer.map(([low, high], at) => [
        "rect",
        { class: `b layer ${mark.cloth}`, x: px(x(columns[at].title)), y: px(y(high)), width: px(wide), height: px(y(low) - y(high)) },
      ]),
    edge: (layer) =>
      layer.map(([, high], at) => {
        const left = x(columns[at].title);
        return ["line", { class: "whole-edge", x1: px(left), x2: px(left + wide), y1: px(y(high)), y2: px(y(high)) }];
      }),
    axis: columns
      .map((column) => ["text", { x: px(x(column.title) + wide / 2), y: HEIGHT - 6, "text-anchor": "middle" }, column.short])
      .filter((_, at) => (columns.length - 1 - at) % every === 0),
  };
}

function label(mark, y, left, width) {
  const room = width - left - widthOf(mark.text, LETTER) - 6;
  return [
    ["rect", { class: "hit", x: px(left - 4), y: px(y - 8), width: px(width - left + 4), height: 16 }],
    ["text", { class: "note", x: px(left), y: px(y + 4) }, fit(mark.title, room, LETTER)],
    ["text", { x: width, y: px(y + 4), "text-anchor": "end" }, mark.text],
  ];
}
