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

const YEARS = [2019, 2020, 2022].map((at) => ({ title: String(at), short: `’${at % 100}`, at }));

const calendarOf = (years, marks) => ({
  label: "",
  key: "Books a day",
  weekdays: [..."MTWTFSS"],
  months: Array.from({ length: 12 }, (_, at) => `m${at}`),
  years,
  marks: marks.map(([year, day, value]) => ({ year, day, value, title: `${year} ${day}`, text: "", lines: [] })),
});

const PILE_NAMES = { size: "on the pile", added: "came", finished: "finished" };
const pileOf = (count, more) => ({
  marks: marks(Array(count).fill(7), (_, at) => ({ added: at % 4, finished: at % 3, in_bulk: at % 9 ? 0 : 5, ...more })),
});

const planeOf = (more) => ({
  label: "",
  low: 3.1,
  high: 4.6,
  rows: marks([9, 4, 1, 0, 0], (_, at) => ({ at: 5 - at })),
  columns: marks([1, 4, 9, 2], (_, at) => ({ at: 3 + at / 2, text: "3–3.5" })),
  diagonal: "",
  above: "",
  below: "",
  across: "The crowd’s rating",
  hint: "Drag",
  address: "/d/7?year=2020#divide",
  ...more,
});
const scatterOf = (points, more) =>
  planeOf({
    language: "en",
    book: "/d/7/books/",
    points,
    ghosts: [],
    named: points.slice(0, 3).map(([id]) => id),
    ratings: Object.fromEntries([1, 2, 3, 4, 4.5, 5].map((stars) => [stars, ["★", `${stars} stars`]])),
    mine: "You: {rating}",
    crowd: "The crowd: {rating}",
    ...more,
  });
const points = (count, crowd = (at) => 3.1 + (at % 150) / 100) =>
  Array.from({ length: count }, (_, at) => [String(at), `Book ${at}`, 1 + (at % 5), crowd(at), at % 3]);

const DATA = {
  boxes: [
    { label: "", rated: "rated", marks: marks([3.5, 0, 4], (value) => ({ box: value ? [3, 3.5, 4] : null, ghost: value && 3 })) },
    { label: "", rated: "rated", marks: marks([5], () => ({ box: [5, 5, 5], ghost: null })) },
  ],
  calendar: [
    calendarOf([{ year: "2024", starts: 0, days: 366, ghost: [3] }], [[0, 365, 9]]),
    calendarOf([2025, 2023].map((year) => ({ year: String(year), starts: 6, days: 365, ghost: [] })), [[0, 0, 1], [1, 364, 2]]),
  ],
  columns: [{ label: "", marks: marks([3, 0, 9], (value) => ({ pace: value === 3 ? 12 : null })) }, { label: "", marks: marks([0]) }],
  histogram: [
    { label: "", median: { at: 1.5, text: "median 120" }, marks: marks([3, 0, 9]) },
    { label: "", median: { at: 0.5, text: "median 1" }, marks: marks([4]) },
  ],
  heat: [
    planeOf({ fewest: "One", most: "9", ghosts: [[5, 31]], cells: marks([9, 4, 1], (_, at) => ({ at: [5 - at, 40 + at] })) }),
    planeOf({ fewest: "One", most: "1", ghosts: [], cells: marks([1], () => ({ at: [1, 31] })) }),
  ],
  overlaps: [
    { label: "", marks: marks([9, 4, 1], (value) => ({ alone: value - 1 })) },
    { label: "", marks: marks([2], () => ({ alone: 0, title: "קריאות" })) },
    { label: "", marks: marks([2, 0]) },
  ],
  ranked: [
    { label: "", beside: "", low: 1, high: 5, marks: marks([9, 4, 1], (_, at) => ({ cloth: "k1", average: at ? 3.5 : null, average_text: "3.50" })) },
    { label: "", beside: "", low: 1, high: 5, marks: marks([1], () => ({ cloth: "you", average: null, average_text: "" })) },
  ],
  line: [
    { label: "", reference: { value: 4, text: "crowd" }, marks: marks([3, 4, 5], (_, at) => ({ at: 2018 + at })) },
    { label: "", reference: null, marks: marks([4, 4, 4], (_, at) => ({ at: 2018 + 3 * at })) },
    { label: "", reference: null, band: [2018, 2019].map((at) => ({ at, low: 1, high: 5 })), marks: marks([3, 4], (_, at) => ({ at: 2018 + at })) },
  ],
  pile: [
    { label: "", names: PILE_NAMES, grains: [pileOf(90), pileOf(30, { short: "" }), pileOf(8)] },
    { label: "", names: PILE_NAMES, grains: [pileOf(1, { added: 0, finished: 0, in_bulk: 12, ghost: 40, of_whole: { added: 9, finished: 0 } })] },
  ],
  race: [
    {
      label: "",
      months: [..."JFMAMJJASOND"],
      ghost: [[3, 2]],
      marks: marks([3, 3, 1], (_, at) => ({ points: [[0, 1], [200, at ? 3 : 1]], until: at ? 365 : 300, kind: ["now", "before", "past"][at] })),
    },
  ],
  scatter: [
    scatterOf(points(40)),
    scatterOf(points(1500)),
    scatterOf([["row-1", "קריאות", 4.5, 3.1, 2]], { ghosts: [[5, 31]], address: "#books" }),
  ],
  shares: [
    { label: "", marks: marks([110, 43, 4], () => ({ cloth: "k1" })) },
    { label: "", years: YEARS, marks: marks([6, 4], (_, at) => ({ cloth: "k1", by_year: [0.25 + at / 2, null, at], ghosts: at ? null : [0.5, null, 1] })) },
    { label: "", years: YEARS.slice(0, 1), marks: marks([1, 0], () => ({ cloth: "k1" })) },
  ],
  stacked: [
    { label: "", columns: YEARS, marks: marks([0.5, 0.5], () => ({ cloth: "k1", shares: [0, 0.5, 0.5], ghosts: [0.5, 0.5, 0.5] })) },
    { label: "", columns: YEARS.slice(0, 2).map((year) => ({ ...year, at: null })), marks: marks([1], () => ({ cloth: "k1", shares: [1, 1] })) },
  ],
  treemap: [
    { label: "", marks: marks([40, 12, 7, 5, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1], (value) => ({ alone: value >> 1 })) },
    { label: "", marks: marks([0, 4], (value) => ({ alone: value, ghost: 9 })) },
    { label: "", marks: marks([1], () => ({ alone: 0, title: "קריאות" })) },
  ],
  volumes: [
    { label: "", marks: marks([2, 1], (value) => ({ volumes: value > 1 ? ["read", "missing", "read"] : ["at-hand", "read"] })) },
    { label: "", marks: marks([1], () => ({ volumes: [...Array(49).fill("missing"), "read"] })) },
  ],
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

const GHOSTS = {
  columns: { label: "", marks: marks([3, 0], (value) => ({ ghost: value + 40 })) },
  ranked: { label: "", beside: "", low: 1, high: 5, marks: marks([3, 0], () => ({ cloth: "k1", ghost: 40, average: null })) },
  overlaps: { label: "", marks: marks([3, 0], (value) => ({ alone: value, ghost: 40 })) },
  shares: { label: "", marks: marks([0, 2], () => ({ cloth: "k1", ghost: 40 })) },
  line: { label: "", reference: null, ghost: [2017, 2018].map((at) => ({ at, value: 2 })), marks: marks([3, 4], (_, at) => ({ at: 2018 + at })) },
};

for (const [name, data] of Object.entries(GHOSTS)) {
  test(`${name}: the whole library stands behind the part, within the frame`, () => {
    for (const width of WIDTHS) {
      const scene = charts[name].layout(data, width);
      const ghosts = [...shapesOf(scene)].filter(([, { class: classes }]) => /ghost|faint/.test(classes ?? ""));
      assert.equal(ghosts.length, name === "line" ? 1 : 2);
      for (const [, { d, x, y, width: wide, cx }] of ghosts) {
        assert.doesNotMatch(String([d, x, y, wide, cx]), /NaN|Infinity|-\d{2,}/);
        assert.ok(Number(x ?? cx ?? 0) + Number(wide ?? 0) <= width + 0.5);
      }
    }
  });
}

test("a calendar has every day within its frame, and on a phone the latest year alone", () => {
  for (const width of WIDTHS) {
    const scene = charts.calendar.layout(DATA.calendar[1], width);
    const cells = [...shapesOf(scene)].filter(([name, { class: classes }]) => name === "rect" && /q\d/.test(classes));
    assert.ok(cells.every(([, cell]) => Number(cell.x) >= 0 && Number(cell.x) + Number(cell.width) <= width));
    assert.ok(cells.every(([, cell]) => Number(cell.y) + Number(cell.height) <= scene.height));
    assert.equal(scene.marks.length, width < 560 ? 1 : 2);
  }
});

test("days of one weekday stand in one row", () => {
  const scene = charts.calendar.layout(calendarOf([{ year: "2024", starts: 0, days: 366, ghost: [] }], [[0, 3, 1], [0, 10, 1], [0, 11, 1]]), 900);
  const [first, second, third] = scene.marks.map((mark) => mark.shapes[0][1]);
  assert.equal(first.y, second.y);
  assert.ok(Number(second.x) > Number(first.x));
  assert.ok(Number(third.y) > Number(second.y));
});

test("the latest year runs before the others, and labels keep apart", () => {
  const scene = charts.race.layout(DATA.race[0], 400);
  assert.deepEqual(scene.marks.map((mark) => mark.kind), ["past", "before", "now"]);
  const rows = scene.marks.flatMap((mark) => mark.shapes.filter(([name]) => name === "text").map(([, { y }]) => Number(y)));
  assert.equal(rows.length, 2);
  assert.ok(Math.abs(rows[0] - rows[1]) >= 14);
});

const dots = (scene) => scene.marks.filter((mark) => mark.key !== undefined).map(({ shapes }) => shapes[0][1]);

test("points of equal ratings stand beside each other, within their row", () => {
  const scene = charts.scatter.layout(scatterOf(points(15, () => 4.1)), 560);
  const places = dots(scene).map(({ cx, cy }) => `${cx} ${cy}`);
  assert.equal(places.length, 10); // two thirds: the others are ghosts
  assert.equal(new Set(places).size, places.length);
});

test("a point has the reader's colour where the reader was kinder, the crowd's elsewhere", () => {
  const scene = charts.scatter.layout(scatterOf([["1", "A", 5, 4, 1], ["2", "B", 3, 4, 1]]), 560);
  assert.deepEqual(scene.marks.filter(({ key }) => key).map(({ shapes }) => shapes[1][1].class), ["b spot you", "b spot crowd"]);
});

test("a point says both ratings and leads to its book, whatever its id", () => {
  const scene = charts.scatter.layout(scatterOf([["a/b", "Tides", 4.5, 4.1, 1]]), 560);
  const mark = scene.marks.find(({ key }) => key === "a/b");
  assert.equal(mark.href, "/d/7/books/a%2Fb");
  assert.equal(mark.spoken, "Tides, You: 4.5 stars, The crowd: 4.10");
});

test("arrow keys go along a row of points and to the nearest one of the next row", () => {
  const { marks: all, move } = charts.scatter.layout(
    scatterOf([["a", "A", 5, 3.5, 1], ["b", "B", 5, 4.1, 1], ["c", "C", 4, 3.4, 1], ["d", "D", 4, 4.2, 1]]),
    560,
  );
  const at = (key) => all.findIndex((mark) => mark.key === key);
  assert.equal(move(0, "ArrowRight"), at("a")); // from the row's name
  assert.equal(move(at("a"), "ArrowRight"), at("b"));
  assert.equal(move(at("b"), "ArrowDown"), at("d"));
  assert.equal(move(at("d"), "ArrowLeft"), at("c"));
  assert.equal(move(at("a"), "ArrowUp"), undefined);
  assert.equal(move(at("a"), "Enter"), undefined);
});

test("a rectangle leads to the books within, with the filters that are on", () => {
  const { brush } = charts.scatter.layout(DATA.scatter[0], 560);
  const { x0, x1, y0, y1 } = brush.area;
  assert.equal(brush.address({ x0, y0, x1, y1 }), "/d/7?year=2020&rating=1-5&crowd=3.1-4.6#divide");
  assert.equal(brush.address({ x0, y0, x1: x0, y1: y0 }), "/d/7?year=2020&rating=5&crowd=3.1-3.2#divide");
  assert.equal(brush.address({ x0: x1, y0: y1, x1, y1 }), "/d/7?year=2020&rating=1&crowd=4.6-4.7#divide");
});

test("in a page of one file nothing can be picked", () => {
  assert.equal(charts.scatter.layout(DATA.scatter[2], 560).brush, null);
});

test("the fullest cell is the darkest, and a single book the palest", () => {
  const shades = charts.heat.layout(DATA.heat[0], 560).marks.filter((mark) => Array.isArray(mark.at)).map(({ shapes }) => shapes[0][1].class);
  assert.deepEqual(shades, ["b q5", "b q3", "b q1"]);
});

test("a band stays within the frame, behind the line", () => {
  const { back, height } = charts.line.layout(DATA.line[2], 400);
  const classes = back.map(([, shape]) => shape.class);
  assert.ok(classes.indexOf("band-of") < classes.indexOf("trend"));
  const heights = back[classes.indexOf("band-of")][1].d.match(/,-?[\d.]+/g).map((y) => Number(y.slice(1)));
  assert.ok(Math.min(...heights) >= 0 && Math.max(...heights) <= height);
});

const boxesOf = (scene) =>
  scene.marks.map(({ shapes }) => shapes.find(([, { class: name }]) => name === "hit")[1]).map(({ x, y, width, height }) => [x, y, width, height].map(Number));

test("boxes fill their frame by size, and none lies over another", () => {
  for (const width of WIDTHS) {
    const scene = charts.treemap.layout(DATA.treemap[0], width);
    const boxes = boxesOf(scene);
    assert.equal(boxes.length, 14);
    for (const [x, y, wide, tall] of boxes) assert.ok(x >= 0 && y >= 0 && x + wide <= width && y + tall <= scene.height);
    boxes.forEach(([x, y, wide, tall], at) =>
      boxes.slice(at + 1).forEach(([x2, y2, wide2, tall2]) => assert.ok(x + wide <= x2 || x2 + wide2 <= x || y + tall <= y2 || y2 + tall2 <= y)),
    );
    const area = ([, , wide, tall]) => wide * tall;
    assert.ok(area(boxes[0]) > 2.5 * area(boxes[1]) && area(boxes[1]) > area(boxes[2]));
  }
});

test("a part of a group fills as much of the box that the whole has", () => {
  const { marks: [empty, part] } = charts.treemap.layout(DATA.treemap[1], 400);
  const tall = (mark, name) => Number(mark.shapes.find(([, shape]) => shape.class === name)?.[1].height ?? 0);
  assert.ok(Math.abs(tall(part, "b cell") - (tall(part, "ghost") * 4) / 9) < 0.2);
  assert.deepEqual([tall(empty, "b cell"), tall(empty, "ghost") > 0], [0, true]);
});

test("every box is reached with the arrow keys, each of which leads to its side", () => {
  const { marks: all, move } = charts.treemap.layout(DATA.treemap[0], 560);
  const boxes = boxesOf({ marks: all });
  const seen = new Set([0]);
  const keys = { ArrowRight: ([x]) => x, ArrowDown: ([, y]) => y, ArrowLeft: ([x, , wide]) => -x - wide, ArrowUp: ([, y, , tall]) => -y - tall };
  for (const from of seen) {
    for (const [key, edge] of Object.entries(keys)) {
      const to = move(from, key);
      if (to === undefined) continue;
      assert.ok(edge(boxes[to]) > edge(boxes[from]), key);
      seen.add(to);
    }
  }
  assert.equal(seen.size, all.length);
  assert.equal(move(0, "Enter"), undefined);
});

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

test("books that one board has room for stand on one", () => {
  for (const count of [8, 14, 20]) {
    const scene = charts.shelf.layout({ ...DATA.shelf[0], spines: spines(count) }, count * 24);
    assert.equal(new Set(scene.marks.map(({ shapes }) => Math.round(Number(shapes[0][1].y) + Number(shapes[0][1].height)))).size, 1);
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

test("a median stands as far into its column as it is into the values", () => {
  const scene = charts.histogram.layout(DATA.histogram[0], 560);
  const [, line] = scene.front.find(([, { class: name }]) => name === "median");
  const [, column] = scene.marks[1].shapes[0];
  assert.ok(Math.abs(Number(line.x1) - Number(column.x) - Number(column.width) / 2) < 0.2);
});

test("a chart that says its height before it is laid out has it afterwards", () => {
  for (const [name, { HEIGHT, layout }] of Object.entries(charts)) {
    if (!HEIGHT) continue;
    for (const data of DATA[name]) for (const width of WIDTHS) assert.equal(layout(data, width).height, HEIGHT, name);
  }
});

test("a median leaves out the count that it would cross", () => {
  const median = { at: 2.5, text: "median 9" };
  const { front, marks: columns } = charts.histogram.layout({ label: "", median, marks: marks([3, 0, 9]) }, 560);
  const lines = front.filter(([, { class: name }]) => name === "median");
  const [, count] = columns[2].shapes.find(([name]) => name === "text");
  assert.equal(lines.length, 1); // above the highest column there is no room for another
  assert.ok(Number(lines[0][1].y1) > Number(count.y));
});

test("a series says how many of it were read right behind its squares", () => {
  const [mark] = charts.volumes.layout(DATA.volumes[0], 1200).marks;
  const [, { x }] = mark.shapes.at(-1);
  assert.ok(Number(x) < 400);
});

test("a series of fifty volumes stays within its row, a square for each", () => {
  for (const width of WIDTHS) {
    const [mark] = charts.volumes.layout(DATA.volumes[1], width).marks;
    const squares = mark.shapes.filter(([, { class: name }]) => /volume/.test(name ?? ""));
    assert.equal(squares.length, 50);
    for (const [, { x, width: wide }] of squares) assert.ok(Number(x) + Number(wide) <= width, `within ${width}`);
  }
});

test("layers stand on each other and fill the whole", () => {
  const layers = marks([1, 1, 1], (_, at) => ({ cloth: "k1", shares: [[0.2, 0.5], [0.3, 0.5], [0.5, 0]][at] }));
  const columns = YEARS.slice(0, 2).map((year) => ({ ...year, at: null }));
  const scene = charts.stacked.layout({ label: "", columns, marks: layers }, 560);
  const first = scene.marks.map(({ shapes }) => shapes[0][1]);
  first.slice(1).forEach((rect, at) => assert.ok(Math.abs(Number(rect.y) + Number(rect.height) - Number(first[at].y)) < 0.2));
  assert.equal(Number(first.at(-1).y), 8);
});

test("names at the edge keep apart, in the order of their layers", () => {
  const layers = marks([1, 1, 1], (_, at) => ({ cloth: "k1", shares: [[0.98, 0.98], [0.01, 0.01], [0.01, 0.01]][at] }));
  const scene = charts.stacked.layout({ label: "", columns: YEARS.slice(0, 2), marks: layers }, 560);
  const places = scene.marks.map(({ shapes }) => Number(shapes.at(-1)[1].y));
  assert.ok(places[0] - places[1] >= 14.9 && places[1] - places[2] >= 14.9, String(places));
});

test("the pile is drawn by month where there is room, by year where there is little", () => {
  const drawn = WIDTHS.map((width) => charts.pile.layout(DATA.pile[0], width).marks.length);
  assert.deepEqual(drawn, [8, 30, 30, 90]);
});

test("what came and what was finished stand on one scale, on either side of a line", () => {
  const [mark] = charts.pile.layout({ ...DATA.pile[0], grains: [pileOf(1, { added: 6, finished: 3 })] }, 560).marks;
  const [came, left] = ["b paler", "b you"].map((name) => mark.shapes.find(([, shape]) => shape.class === name)[1]);
  assert.ok(Math.abs(Number(came.height) - 2 * Number(left.height)) < 0.2);
  assert.ok(Math.abs(Number(came.y) + Number(came.height) - Number(left.y)) < 0.2);
});

test("an import rises no higher than the columns that it stands on leave room for", () => {
  const [mark] = charts.pile.layout({ ...DATA.pile[0], grains: [pileOf(1, { added: 2, in_bulk: 900 })] }, 560).marks;
  const dashed = mark.shapes.find(([, shape]) => shape.class === "pace")[1];
  assert.ok(Number(dashed.y) >= 150 && Number(dashed.height) > 0);
});

test("a box reaches from the first quartile to the third, thin where they are the same", () => {
  const [first, second] = [0, 1].map((at) => charts.boxes.layout(DATA.boxes[at], 560).marks[0].shapes);
  const box = (shapes) => shapes.find(([, { class: name }]) => name === "b box")[1];
  const star = charts.boxes.layout(DATA.boxes[0], 560).back.filter(([name]) => name === "line").map(([, { y1 }]) => Number(y1));
  assert.ok(Math.abs(Number(box(first).y) - star[3]) < 0.2 && Math.abs(Number(box(first).height) - (star[2] - star[3])) < 0.2);
  assert.equal(Number(box(second).height), 4);
});

test("a long list of shares stands in columns where there is room", () => {
  const data = { label: "", marks: marks(Array(9).fill(1), () => ({ cloth: "k1" })) };
  const [wide, narrow] = [1200, 343].map((width) => charts.shares.layout(data, width));
  assert.ok(wide.height < narrow.height);
  for (const { shapes } of wide.marks) assert.ok(shapes.every(([, { x, width = 0 }]) => Number(x) + Number(width) <= 1200.1));
});

test("the shares of a year stand on each other; a year that is left blank has none", () => {
  const scene = charts.shares.layout(DATA.shares[1], 560);
  const [lower, upper] = scene.marks.map(({ shapes }) => shapes.filter(([, { class: name }]) => /layer/.test(name)).map(([, rect]) => rect));
  assert.deepEqual([lower.length, upper.length], [1, 2]);
  assert.equal(Number(upper[0].y) + Number(upper[0].height), Number(lower[0].y));
  assert.ok(Math.abs(Number(lower[0].height) + Number(upper[0].height) - Number(upper[1].height)) < 0.2);
});
