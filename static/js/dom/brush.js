// A rectangle drawn over a chart with a mouse, a pen or a finger: it leads to the books within. A finger scrolls the page,
// until the button beside the chart is pressed; the style sheet keeps the browser from scrolling then.

import { html, svg } from "./elements.js";

const LEAST = 6; // pixels: what is shorter is a click

/** `brush` is {area: {x0, y0, x1, y1}, address(box)} in the pixels of the frame, which is drawn at its true size. */
export function addBrush(frame, { area, address }) {
  const byFinger = frame.closest(".drawing")?.querySelector("[data-by-finger]");
  const draws = ({ pointerType, button, isPrimary }) =>
    isPrimary && (pointerType === "touch" ? byFinger?.getAttribute("aria-pressed") === "true" : !button);
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
    if (draws(event)) from = place(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from || !event.isPrimary) return;
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
    if (!event.isPrimary) return;
    const box = drawn && between(from, place(event));
    end();
    if (box) follow(frame.parentNode, address(box));
  });
  frame.addEventListener("pointercancel", end);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-by-finger]");
  button?.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
});

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
