// A rectangle drawn with a mouse or a pen over a chart: it leads to the books within. A finger scrolls instead.

import { html, svg } from "./elements.js";

const LEAST = 6; // pixels: what is shorter is a click

/** `brush` is {area: {x0, y0, x1, y1}, address(box)} in the pixels of the frame, which is drawn at its true size. */
export function addBrush(frame, { area, address }) {
  let from = null;
  let drawn = null;
  const place = (event) => {
    const { left, top } = frame.getBoundingClientRect();
    return {
      x: Math.min(area.x1, Math.max(area.x0, event.clientX - left)),
      y: Math.min(area.y1, Math.max(area.y0, event.clientY - top)),
    };
  };
  const end = () => {
    drawn?.remove();
    from = drawn = null;
  };
  frame.addEventListener("dragstart", (event) => event.preventDefault()); // marks are links, which browsers let drag
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" && !event.button) from = place(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from) return;
    const box = between(from, place(event));
    if (!drawn) {
      if (Math.hypot(box.x1 - box.x0, box.y1 - box.y0) < LEAST) return;
      drawn = svg("rect", { class: "brush" });
      frame.append(drawn);
      frame.setPointerCapture(event.pointerId); // so that letting go over a mark is no click on it
    }
    const { x0, y0, x1, y1 } = box;
    for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) drawn.setAttribute(name, value);
  });
  frame.addEventListener("pointerup", (event) => {
    const box = drawn && between(from, place(event));
    end();
    if (box) follow(frame.parentNode, address(box));
  });
  frame.addEventListener("pointercancel", end);
}

const between = (one, other) => ({
  x0: Math.min(one.x, other.x),
  y0: Math.min(one.y, other.y),
  x1: Math.max(one.x, other.x),
  y1: Math.max(one.y, other.y),
});

/** As if a link to the address had been clicked at this place. */
function follow(node, address) {
  const link = html("a", { href: address, hidden: "" });
  node.append(link);
  link.click();
}
