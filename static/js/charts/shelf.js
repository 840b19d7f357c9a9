// Books as spines on boards: width is pages, height and raised bands are the rating, colour is the genre.

import { sum } from "../../vendor/d3-subset-7.9.2.min.js";
import { px } from "../lib/curves.js";
import { spineTitle } from "../lib/fit.js";

const GAP = 1.5;
const USUAL_PAGES = 300; // for a book whose length nobody knows
const WIDEST = 1.9; // times its natural width: a book is no wall
const LARGE = 13.5; // the sizes of the style sheet, in pixels
const SMALL = 10.5;
const BROAD = 1.12; // a Clarendon is broader than the letters that widthOf() knows
const FORECAST = 17; // pixels a book to come
// Below PHONE pixels the boards are nearer and the books narrower: as many rows as a desk has would be a tower.
const PHONE = 560;
const DESK_SIZES = { tallest: 164, least: 82, star: 16.4, unrated: 112, between: 22, crowding: 0.8, boards: 4 };
const PHONE_SIZES = { tallest: 130, least: 70, star: 12, unrated: 94, between: 22, crowding: 0.62, boards: 5 };

const natural = (book) => 9 + Math.min(1600, book.pages ?? USUAL_PAGES) * 0.046;

/** `data` is {label, forecast, forecast_text, spines: [{id, title, lines, spoken, pages, rating, cloth, blank, href}]}. */
export function layout(data, width) {
  const sizes = width < PHONE ? PHONE_SIZES : DESK_SIZES;
  const boards = placed(data, width, sizes);
  const board = sizes.tallest + sizes.between;
  const base = (row) => row * board + sizes.tallest + 4;
  const last = boards.at(-1);
  return {
    width,
    height: boards.length * board - 12,
    label: data.label,
    back: [rounding, ...boards.slice(1).map((_, row) => ["rect", { class: "board", x: -width, y: base(row), width: 3 * width, height: 6 }])],
    marks: boards.flatMap((spines, row) =>
      spines.map(({ book, x, wide }) => ({
        key: book.id,
        title: book.title,
        lines: book.lines,
        spoken: book.spoken,
        href: book.href,
        class: ["spine", book.blank && "blank", book.found && "found"].filter(Boolean).join(" "),
        shapes: spine(book, x, wide, base(row), sizes),
      })),
    ),
    front: data.forecast ? [forecast(data, last, width, base(boards.length - 1), sizes)] : [],
  };
}

/** Light from the left makes a flat rectangle round. */
const rounding = [
  "defs",
  {},
  [
    [
      "linearGradient",
      { id: "round" },
      [
        [0, "#000", 0.34],
        [0.14, "#000", 0],
        [0.3, "#fff", 0.15],
        [0.55, "#fff", 0],
        [1, "#000", 0.3],
      ].map(([offset, stop, opacity]) => ["stop", { offset, "stop-color": stop, "stop-opacity": opacity }]),
    ],
  ],
];

/** The books on their boards, thinner where they are many: [[{book, x, wide}]]. */
function placed({ spines, forecast: toCome }, width, { crowding, boards }) {
  const room = toCome ? Math.min(toCome * FORECAST + 24, width / 2) : 0;
  const total = sum(spines, (book) => natural(book) + GAP) + room || 1;
  const rows = Math.min(boards, Math.max(1, Math.ceil((total * crowding) / width)));
  const free = rows * width * (rows > 1 ? 0.955 : 0.985) - room - spines.length * GAP; // neither of these grows with the books
  const scale = Math.min(WIDEST, free / (sum(spines, natural) || 1));
  const filled = [[]];
  let x = 0;
  for (const book of spines) {
    const wide = natural(book) * scale;
    if (x + wide > width && filled.at(-1).length) {
      filled.push([]);
      x = 0;
    }
    filled.at(-1).push({ book, x, wide });
    x += wide + GAP;
  }
  return filled;
}

function spine(book, x, wide, base, { least, star, unrated }) {
  const tall = book.rating ? least + book.rating * star : unrated;
  const y = base - tall;
  const box = { x: px(x + 0.5), y: px(y), width: px(wide - 1), height: px(tall), rx: px(Math.min(3, wide / 5)) };
  const bands = Math.floor(book.rating ?? 0);
  const there = [
    ["rect", { class: book.blank ? "body" : `body k${book.cloth}`, ...box }],
    ["rect", { fill: "url(#round)", ...box }],
  ];
  for (let band = 0; band < bands; band += 1) {
    there.push(["rect", { class: "band", x: px(x + 1), y: px(base - 9 - band * 5.5), width: px(wide - 2), height: 2 }]);
  }
  return wide > 13 ? [...there, ...title(book.title, x + wide / 2, y, wide, tall - 20 - bands * 5.5)] : there;
}

/** The title down the spine: large where it fits whole, else small, else cut. */
function title(text, middle, y, wide, room) {
  const big = wide > 32 && !spineTitle(text, room, LARGE * BROAD).endsWith("…");
  const cut = spineTitle(text, room, (big ? LARGE : SMALL) * BROAD);
  if (!cut) return [];
  const turned = `translate(${px(middle - (big ? LARGE : SMALL) * 0.34)} ${px(y + 10)}) rotate(90)`;
  return [["text", { class: big ? "big" : null, transform: turned, "aria-hidden": "true" }, cut]];
}

/** Dashed outlines for the books that the year will still bring, as many as have room. */
function forecast({ forecast: toCome, forecast_text: text }, lastBoard, width, base, { unrated }) {
  const end = lastBoard.at(-1);
  const start = end ? end.x + end.wide + 12 : 0;
  const count = Math.max(0, Math.min(toCome, Math.floor((width - start) / FORECAST)));
  const tall = unrated + 20;
  const outlines = Array.from({ length: count }, (_, at) => [
    "rect",
    { x: px(start + at * FORECAST), y: base - tall, width: 14, height: tall, rx: 3 },
  ]);
  if (!count) return ["g", { class: "forecast" }, []];
  const roomy = width - start > 150;
  const label = { x: roomy ? px(start) : width, y: base - tall - 12, "text-anchor": roomy ? "start" : "end" };
  return ["g", { class: "forecast", "aria-hidden": "true" }, [...outlines, ["text", label, text]]];
}
