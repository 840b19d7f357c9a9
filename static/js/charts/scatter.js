// Books one by one, by the crowd's rating and the reader's. Those of equal ratings stand beside each other.

import { group, min, range } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fill } from "../lib/fill.js";
import { fit, widthOf } from "../lib/fit.js";
import { plane, sceneOf } from "./plane.js";

export { HEIGHT } from "./plane.js";

const LETTER = 12.5;
const LONGEST = 150; // pixels of a title
const LEFT = 34; // where the names of the rows end
const NARROW = 440;
const FEW_NAMED = 3;
const [GHOST, , CHOSEN] = [0, 1, 2];

const SMALL = 2.75; // the radius where there are very many

const radius = (count) => (count < 150 ? 4.5 : count < 500 ? 3.5 : SMALL);

/**
 * `data` is what a plane takes and {language, book: an address up to the id, points: [[id, title, mine, crowd, how it
 * stands]], ghosts: [[stars, tenth]], named: ids, ratings: {rating: [drawn, spoken]}, mine, crowd}.
 */
export function layout(data, width) {
  const { x, y, half } = plane(data, width);
  const r = radius(data.points.length);
  const points = placed(data.points, x, y, half, r);
  const crowd = new Intl.NumberFormat(data.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const there = points.filter((point) => point.stands !== GHOST);
  return sceneOf(data, width, {
    back: [
      ...data.ghosts.map((place) => cell(place, x, y, half)),
      ...points.filter((point) => point.stands === GHOST).map(({ x: cx, y: cy }) => dot("ghost", cx, cy, r)),
    ],
    marks: there.map((point) => mark(point, data, crowd, r)),
    front: names(there, data.named.slice(0, width < NARROW ? FEW_NAMED : undefined), width, r),
  });
}

/** Every point with its middle: in its row by the crowd's rating, moved up or down where it would cover another. */
function placed(points, x, y, half, r) {
  const ratings = [...new Set(points.map(([, , mine]) => mine))].sort((one, other) => one - other);
  const nearest = min(ratings.slice(1), (mine, at) => mine - ratings[at]) ?? 1;
  const step = 2 * r + 0.5;
  const most = Math.floor((half * Math.min(1, nearest)) / step);
  const offsets = range(-most, most + 1).sort((one, other) => Math.abs(one) - Math.abs(other));
  const rows = group(
    points.map(([id, title, mine, crowd, stands]) => ({ id, title, mine, crowd, stands, x: x(crowd) })),
    (point) => point.mine,
  );
  return [...rows.values()].flatMap((row) => {
    const ends = offsets.map(() => -Infinity); // where the last point at each offset stands
    return row
      .sort((one, other) => one.x - other.x)
      .map((point) => {
        const free = ends.findIndex((end) => point.x - end >= step);
        const at = free < 0 ? ends.indexOf(min(ends)) : free;
        ends[at] = point.x;
        return { ...point, y: y(point.mine) - offsets[at] * step };
      });
  });
}

const dot = (name, x, y, r) => ["circle", { class: name, cx: px(x), cy: px(y), r }];

const cell = ([rating, tenth], x, y, half) => [
  "rect",
  { class: "ghost", x: px(x(tenth / 10)), y: px(y(rating) - half), width: px(x(0.1) - x(0)), height: px(2 * half) },
];

function mark(point, data, crowd, r) {
  const [drawn, spoken] = data.ratings[point.mine];
  const theirs = fill(data.crowd, { rating: crowd.format(point.crowd) });
  return {
    key: point.id,
    title: point.title,
    lines: [fill(data.mine, { rating: drawn }), theirs],
    spoken: [point.title, fill(data.mine, { rating: spoken }), theirs].join(", "),
    href: data.book + encodeURIComponent(point.id),
    chosen: point.stands === CHOSEN,
    line: point.mine,
    x: point.x,
    shapes: [
      ...(r > SMALL ? [dot("hit", point.x, point.y, r + 2.5)] : []), // of very many, each element costs
      dot(`b spot ${point.mine >= point.crowd ? "you" : "crowd"}`, point.x, point.y, r),
    ],
  };
}

/** The titles of those farthest from the crowd, each on the side of its point that is freer, where they have room. */
function names(points, ids, width, r) {
  const taken = [];
  return ids.flatMap((id, rank) => {
    const point = points.find((one) => one.id === id);
    const text = point ? fit(point.title, LONGEST, LETTER) : "";
    if (!text) return [];
    const wide = widthOf(text, LETTER);
    const sides = [
      { from: point.x + r + 6, anchor: "start", x: point.x + r + 6 },
      { from: point.x - r - 6 - wide, anchor: "end", x: point.x - r - 6 },
    ].filter(({ from }) => from >= LEFT && from + wide <= width && !taken.some((other) => meet(other, { from, wide, y: point.y })));
    const covered = ({ from }) => points.filter(({ x, y }) => Math.abs(y - point.y) < 9 && x > from - r && x < from + wide + r).length;
    const [side] = sides.sort((one, other) => covered(one) - covered(other));
    if (!side || (rank && covered(side))) return []; // the farthest of all is named even so
    taken.push({ from: side.from, wide, y: point.y });
    return [["text", { class: "note halo", "aria-hidden": "true", x: px(side.x), y: px(point.y + 4), "text-anchor": side.anchor }, text]];
  });
}

const meet = (one, other) =>
  Math.abs(one.y - other.y) < 15 && one.from < other.from + other.wide + 6 && other.from < one.from + one.wide + 6;
