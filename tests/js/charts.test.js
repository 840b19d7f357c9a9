// What the charts lay out, before anything is drawn. Run by tests/test_scripts.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { charts } from "../js/charts/all.js";

const WIDTHS = [240, 343, 560, 1200];
const marks = (values, more = () => ({})) =>
  values.map((value, at) => ({ title: `m${at}`, value, text: String(value), lines: [], short: `’${10 + at}`, ...more(value, at) }));
const spines = (count) =>
  Array.from({ length: count }, (_, at) => ({
    id: String(at),
    title: `The Ledger of Book ${at}`,
    lines: ["Edda Quill"],
    spoken: "",
    pages: at % 5 ? 100 + 90 * (at % 11) : null,
    rating: at % 4 ? (at % 5) + 0.5 : null,
    cloth: at % 9,
    blank: at % 7 === 0,
    href: "/",
  }));

const DATA = {
  columns: [{ label: "", marks: marks([3, 0, 9], (value) => ({ pace: value === 3 ? 12 : null })) }, { label: "", marks: marks([0]) }],
  ranked: [
    { label: "", beside: "", low: 1, high: 5, marks: marks([9, 4, 1], (_, at) => ({ cloth: "k1", average: at ? 3.5 : null, average_text: "3.50" })) },
    { label: "", beside: "", low: 1, high: 5, marks: marks([1], () => ({ cloth: "you", average: null, average_text: "" })) },
  ],
  scale: [{ label: "", low: 1, high: 5, marks: marks([1, 5], (_, at) => ({ who: at ? "crowd" : "you" })) }],
  line: [
    { label: "", reference: { value: 4, text: "crowd" }, marks: marks([3, 4, 5], (_, at) => ({ at: 2018 + at })) },
    { label: "", reference: null, marks: marks([4, 4, 4], (_, at) => ({ at: 2018 + 3 * at })) },
  ],
  shares: [{ label: "", marks: marks([110, 43, 4], () => ({ cloth: "k1" })) }],
  shelf: [
    { label: "", forecast: 0, forecast_text: "", spines: spines(1) },
    { label: "", forecast: 3, forecast_text: "+3", spines: spines(41) },
    { label: "", forecast: 90, forecast_text: "+90", spines: spines(120) },
  ],
};

function* shapesOf(scene) {
  const stack = [...(scene.back ?? []), ...scene.marks.flatMap((mark) => mark.shapes), ...(scene.front ?? [])];
  while (stack.length) {
    const shape = stack.pop();
    yield shape;
    if (Array.isArray(shape[2])) stack.push(...shape[2]);
  }
}

for (const [name, { layout }] of Object.entries(charts)) {
  test(`${name}: no number is missing, at any width`, () => {
    for (const data of DATA[name]) {
      for (const width of WIDTHS) {
        const scene = layout(data, width);
        assert.ok(scene.height > 0);
        assert.equal(scene.width, width);
        for (const shape of shapesOf(scene)) assert.doesNotMatch(JSON.stringify(shape[1]), /NaN|Infinity|undefined/, name);
      }
    }
  });
}

test("a shelf keeps every book within its boards, on a desk and on a phone", () => {
  for (const width of WIDTHS) {
    const scene = charts.shelf.layout(DATA.shelf[2], width);
    assert.equal(scene.marks.length, 120);
    for (const { shapes } of scene.marks) {
      const { x, width: wide } = shapes[0][1];
      assert.ok(Number(x) >= 0 && Number(x) + Number(wide) <= width + 0.5, `${x} + ${wide} within ${width}`);
    }
  }
});

test("a better book is taller and a longer one thicker", () => {
  const [low, high] = [1, 5].map((rating) => ({ ...spines(1)[0], rating, pages: rating * 100 }));
  const scene = charts.shelf.layout({ ...DATA.shelf[0], spines: [low, high] }, 1200);
  const [first, second] = scene.marks.map((mark) => mark.shapes[0][1]);
  assert.ok(Number(second.height) > Number(first.height));
  assert.ok(Number(second.width) > Number(first.width));
});

test("columns name their years as densely as there is room, the last one always", () => {
  const years = marks(Array(40).fill(1));
  const shorts = (width) =>
    charts.columns.layout({ label: "", marks: years }, width).marks.filter((mark) => mark.shapes.some((shape) => shape[2] === mark.short));
  assert.ok(shorts(240).length < shorts(1200).length);
  assert.equal(shorts(240).at(-1).title, "m39");
});

test("shares fill their bar and no more", () => {
  const scene = charts.shares.layout(DATA.shares[0], 400);
  const widths = scene.marks.map((mark) => Number(mark.shapes[0][1].width) + 1.5);
  assert.ok(Math.abs(widths.reduce((sum, width) => sum + width) - 400) < 1);
});
