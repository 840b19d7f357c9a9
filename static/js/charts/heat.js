// Books counted in cells of the crowd's rating and the reader's, where they are too many to be drawn one by one.

import { max, range } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { widthOf } from "../lib/fit.js";
import { plane, sceneOf } from "./plane.js";

export { HEIGHT } from "./plane.js";

const SHADES = 5;
const SWATCH = 14;
const LETTER = 12.5;

/** `data` is what a plane takes and {fewest, most: words, ghosts: [[stars, tenth]], cells: marks with {at: [stars, tenth]}}. */
export function layout(data, width) {
  const { x, y, half } = plane(data, width);
  const most = max(data.cells, (cell) => cell.value) || 1;
  const box = (name, [rating, tenth]) => [
    "rect",
    {
      class: name,
      x: px(x(tenth / 10) + 0.5),
      y: px(y(rating) - half),
      width: px(Math.max(1, x(0.1) - x(0) - 1)),
      height: px(2 * half),
      rx: 1.5,
    },
  ];
  return sceneOf(data, width, {
    back: data.ghosts.map((place) => box("ghost", place)),
    marks: data.cells.map((cell) => ({
      ...cell,
      line: cell.at[0],
      x: x((cell.at[1] + 0.5) / 10),
      shapes: [box(`b q${shade(cell.value, most)}`, cell.at)],
    })),
    front: key(data, width),
  });
}

/** From 1 for a single book to 5; by the square root, as a few cells hold most of the books. */
export const shade = (books, most) =>
  most > 1 ? 1 + Math.round(((SHADES - 1) * (Math.sqrt(books) - 1)) / (Math.sqrt(most) - 1)) : 1;

/** What the darkest shade stands for, and the palest, at the right above the rows. */
function key({ fewest, most }, width) {
  const end = width - 6 - widthOf(most, LETTER);
  const begin = end - 6 - SHADES * (SWATCH + 2);
  if (begin - widthOf(fewest, LETTER) < width / 2) return [];
  return [
    ["text", { x: px(begin - 6), y: 11, "text-anchor": "end" }, fewest],
    ...range(SHADES).map((at) => [
      "rect",
      { class: `q${at + 1}`, x: px(begin + at * (SWATCH + 2)), y: 1, width: SWATCH, height: 12, rx: 1.5 },
    ]),
    ["text", { x: px(end), y: 11 }, most],
  ];
}
