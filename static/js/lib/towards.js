// Arrow keys over boxes that fill a plane: to the nearest one on that side.

const SIDES = {
  ArrowRight: (one, other) => [other.x0 - one.x1, apart(one.y0, one.y1, other.y0, other.y1)],
  ArrowLeft: (one, other) => [one.x0 - other.x1, apart(one.y0, one.y1, other.y0, other.y1)],
  ArrowDown: (one, other) => [other.y0 - one.y1, apart(one.x0, one.x1, other.x0, other.x1)],
  ArrowUp: (one, other) => [one.y0 - other.y1, apart(one.x0, one.x1, other.x0, other.x1)],
};
const TOUCH = 0.5; // pixels that boxes on two sides of a line may seem to overlap

/** How far apart two spans are; negative by how much they share. */
const apart = (low, high, otherLow, otherHigh) => Math.max(low, otherLow) - Math.min(high, otherHigh);

/** `boxes` are [{x0, y0, x1, y1}]. Gives (from, key) => which box, if there is one on that side. */
export const towards = (boxes) => (from, key) => {
  const side = SIDES[key];
  if (!side) return undefined;
  let best;
  boxes.forEach((box, at) => {
    const [ahead, aside] = side(boxes[from], box);
    if (at === from || ahead < -TOUCH) return;
    const far = Math.max(0, ahead) + 2 * Math.max(0, aside); // rather straight on than near but aside
    if (!best || far < best.far - TOUCH || (far < best.far + TOUCH && aside < best.aside)) best = { at, far, aside };
  });
  return best?.at;
};
