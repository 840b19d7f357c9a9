// Days as cells, weeks as columns, a year a band; on a phone there is one year, folded in two.

import { px } from "../lib/curves.js";

const TOP = 20; // above a band, for the months
const FOOT = 34; // below all, for the key
const LINE = 20; // above all, for the year, where it has no room beside its band
const LARGEST = 16;
const WEEKS = 54;
const DARKEST = 5;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const KEY = [0, 1, 2, 3, 4];

const shade = (books) => `q${books ? Math.min(DARKEST, books + 1) : 0}`;

/**
 * `data` is {label, key, weekdays: 7 letters, months: 12 names, years: [{year, starts, days, ghost}], the latest first,
 * marks: [{year: place in years, day: from 0, value, title, lines, href}]}; `starts` is the weekday of 1 January from 0.
 */
export function layout(data, width) {
  const narrow = width < 560;
  const years = narrow ? data.years.slice(0, 1) : data.years;
  const left = narrow ? 24 : 64;
  const across = narrow ? WEEKS / 2 : WEEKS;
  const size = Math.min(LARGEST, (width - left) / across);
  const band = 7 * size + TOP + 6;
  const folds = WEEKS / across;
  const above = narrow ? LINE : 0;
  const height = above + years.length * folds * band + FOOT;
  const at = (year, day) => {
    const place = years[year].starts + day;
    const week = Math.floor(place / 7);
    const row = year * folds + Math.floor(week / across);
    return { x: left + (week % across) * size, y: above + row * band + TOP + (place % 7) * size };
  };
  const cell = ({ x, y }, classes) => [
    "rect",
    { class: classes, x: px(x + 0.75), y: px(y + 0.75), width: px(size - 1.5), height: px(size - 1.5), rx: px(size / 6) },
  ];
  const bands = years.flatMap((_, year) => Array.from({ length: folds }, (_, fold) => above + (year * folds + fold) * band + TOP));
  return {
    width,
    height,
    label: data.label,
    back: [
      ...(narrow ? [["text", { class: "lab", x: left, y: 12 }, years[0].year]] : named(years, folds * band, size)),
      ...bands.flatMap((top) => letters(data.weekdays, left, top, size)),
      ...years.flatMap((year, place) => months(year, data.months, (day) => at(place, day))),
      ...years.flatMap((year, place) => Array.from({ length: year.days }, (_, day) => cell(at(place, day), "q0"))),
      ...years.flatMap((year, place) => year.ghost.map((day) => cell(at(place, day), "q1 faint"))),
      ...key(data.key, left, width, height - 8),
    ],
    marks: data.marks
      .filter((mark) => mark.year < years.length)
      .map((mark) => ({ ...mark, shapes: [cell(at(mark.year, mark.day), `b ${shade(mark.value)}`)] })),
  };
}

const named = (years, step, size) =>
  years.map(({ year }, place) => ["text", { class: "lab", x: 0, y: px(place * step + TOP + size * 0.82) }, year]);

const letters = (weekdays, left, top, size) =>
  [0, 2, 4].map((day) => ["text", { x: left - 8, y: px(top + (day + 0.82) * size), "text-anchor": "end" }, weekdays[day]]);

/** Each month above the first week that begins in it. */
function months({ starts, days }, names, at) {
  let first = 0;
  return names.map((name, month) => {
    const week = first + ((7 - ((starts + first) % 7)) % 7);
    first += MONTHS[month] + (month === 1 ? days - 365 : 0);
    const { x, y } = at(week);
    return ["text", { x: px(x), y: px(y - 7) }, name];
  });
}

function key(text, left, width, y) {
  const begin = left + 88;
  const step = Math.min(34, (width - begin - 34) / (KEY.length - 1));
  return [
    ["text", { x: left, y }, text],
    ...KEY.flatMap((books, place) => [
      ["rect", { class: shade(books), x: px(begin + place * step), y: y - 11, width: 13, height: 13, rx: 2 }],
      ["text", { x: px(begin + 17 + place * step), y }, books === KEY.at(-1) ? `${books}+` : books],
    ]),
  ];
}
