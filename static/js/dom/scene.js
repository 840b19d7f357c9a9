// Draws what a chart's layout() laid out, and makes its marks reachable: one tab stop a chart, arrow keys within.
//
// A scene is {width, height, label, back, marks, front}; a shape is [name, attributes, text or shapes];
// a mark is {key, title, lines, spoken, href, class, chosen, shapes}; while one is chosen, the others are dimmed. Colours
// are classes: the theme is the style sheet's. A mark's "ghost" is a shape of the class "ghost" behind it. Where marks are
// no single row, move(from, key) says which one an arrow leads to; a brush is for dom/brush.js.

import { addBrush } from "./brush.js";
import { html, svg } from "./elements.js";
import { hideTip, showTip } from "./tip.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const drawn = ([name, attributes, inside]) =>
  svg(name, attributes, ...(Array.isArray(inside) ? inside.map(drawn) : inside === undefined ? [] : [String(inside)]));

function drawnMark(mark, isFirst) {
  const attributes = {
    class: mark.chosen ? `${mark.class ?? "m"} chosen` : mark.class ?? "m",
    href: mark.href,
    role: mark.href ? null : "img",
    "aria-current": mark.href && mark.chosen ? "true" : null,
    tabindex: isFirst ? 0 : -1,
    "aria-label": mark.spoken ?? [mark.title, ...mark.lines].join(", "),
    "data-key": mark.key ?? mark.title,
  };
  return svg(mark.href ? "a" : "g", attributes, ...mark.shapes.map(drawn));
}

/** Put the scene into the node; a mark that had the focus has it afterwards. */
export function drawScene(node, scene) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const { width, height, label } = scene;
  const choosing = scene.marks.some((mark) => mark.chosen);
  const marks = scene.marks.map((mark, at) => drawnMark(mark, at === 0));
  const frame = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": label, class: choosing ? "choosing" : null },
    ...(scene.back ?? []).map(drawn),
    ...marks,
    ...(scene.front ?? []).map(drawn),
  );
  hideTip();
  const around = html("div", {}, frame); // an SVG element that listens to focus could be focused, as a second tab stop
  node.replaceChildren(around);
  listen(around, marks, scene);
  if (scene.brush) addBrush(frame, scene.brush);
  const again = marks.find((mark) => mark.dataset.key === focused);
  if (again) moveTo(again, marks);
}

function moveTo(mark, marks) {
  for (const other of marks) other.setAttribute("tabindex", other === mark ? 0 : -1);
  mark.focus({ preventScroll: true });
}

/** One set of listeners a chart: thousands of marks must not cost thousands of them. */
function listen(around, marks, { marks: scenes, move = (from, key) => from + (STEPS[key] ?? NaN) }) {
  const at = (event) => marks.indexOf(event.target.closest("[data-key]"));
  const show = (event) => {
    const place = at(event);
    if (place >= 0) showTip(scenes[place].title, scenes[place].lines, marks[place]);
  };
  around.addEventListener("pointerover", show);
  around.addEventListener("pointerout", hideTip);
  around.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && show(event));
  around.addEventListener("focusout", hideTip);
  around.addEventListener("keydown", (event) => {
    const place = at(event);
    const ends = { Home: 0, End: marks.length - 1 };
    const to = marks[ends[event.key] ?? move(place, event.key)];
    if (place < 0 || !to) return;
    event.preventDefault();
    moveTo(to, marks);
    to.scrollIntoView({ block: "nearest" });
  });
}
