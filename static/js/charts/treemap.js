// Very many groups by size, each a box in a frame; the strip at its foot is what stands in no other group.

import { hierarchy, treemap, treemapSquarify } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { fit } from "../lib/fit.js";
import { towards } from "../lib/towards.js";

export const HEIGHT = 320;
const GAP = 2;
const LETTER = 12.5;
const LINE = 16;
const EDGE = 6; // of a box, up to its words
const STRIP = 5;

/** `data` is {label, marks: [{title, value, alone, text, lines, href?, ghost?, chosen?}]}; with a ghost the box is as large as that. */
export function layout({ label, marks }, width) {
  const size = (mark) => Math.max(mark.value, mark.ghost ?? 0);
  const root = hierarchy({ children: marks }).sum((mark) => (mark.children ? 0 : size(mark))).sort((one, other) => other.value - one.value);
  treemap().tile(treemapSquarify).size([width, HEIGHT]).paddingInner(GAP).round(true)(root);
  const boxes = root.leaves().filter((box) => box.value); // what is empty here and everywhere has no room
  return {
    width,
    height: HEIGHT,
    label,
    marks: boxes.map((box) => ({ ...box.data, shapes: shapes(box.data, box) })),
    move: towards(boxes),
  };
}

function shapes(mark, { x0, y0, x1, y1 }) {
  const [wide, tall] = [x1 - x0, y1 - y0];
  const part = mark.ghost ? tall * Math.min(1, mark.value / mark.ghost) : tall;
  const rect = (name, height, width = wide) => [
    "rect",
    { class: name, x: x0, y: px(y1 - height), width: px(width), height: px(height), rx: 1.5 },
  ];
  const strip = Math.min(STRIP, part / 3);
  return [
    ...(mark.ghost > mark.value ? [rect("ghost", tall)] : []),
    ...(mark.value ? [rect("b cell", part)] : []),
    ...(mark.alone ? [rect("you", strip, (wide * mark.alone) / mark.value)] : []),
    rect("hit", tall),
    ...words(mark, x0 + EDGE, y0, wide - 2 * EDGE, tall - STRIP),
  ];
}

/** As much of its name as fits, and its number below where there is room. */
function words({ title, text }, x, y, wide, tall) {
  const name = tall > LINE + 4 ? fit(title, wide, LETTER) : "";
  if (!name) return [];
  const there = [["text", { class: "note", x, y: y + LINE }, name]];
  return tall > 2 * LINE + 6 ? [...there, ["text", { class: "note", x, y: y + 2 * LINE }, text]] : there;
}
