// How much of a text fits. SVG does not wrap, and measuring costs a layout; an estimate by kinds of letters is enough.

const NARROW = /[iljtfrI.,:;'’!|()[\] ]/u;
const WIDE = /[mwMW@%&—]/u;
const CAPITAL = /[\p{Lu}\d]/u;
const SQUARE = /[\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/u; // Chinese, Japanese, Korean

const ems = (letter) => {
  if (SQUARE.test(letter)) return 1;
  if (NARROW.test(letter)) return 0.33;
  if (WIDE.test(letter)) return 0.86;
  return CAPITAL.test(letter) ? 0.66 : 0.55;
};

/** About how wide a text is, in pixels, at a size of letters in pixels. */
export function widthOf(text, size) {
  let width = 0;
  for (const letter of text) width += ems(letter) * size;
  return width;
}

/** The text, or as much of it as fits with an ellipsis behind; nothing where not even four letters fit. */
export function fit(text, room, size) {
  if (widthOf(text, size) <= room) return text;
  let width = size * 0.8;
  let kept = "";
  for (const letter of text) {
    width += ems(letter) * size;
    if (width > room) break;
    kept += letter;
  }
  kept = kept.replace(/[\s&,:;–-]+$/u, "");
  return [...kept].length < 3 ? "" : `${kept}…`;
}

/** A book's title for a spine: without its subtitle and its article where the whole does not fit. */
export function spineTitle(title, room, size) {
  if (widthOf(title, size) <= room) return title;
  const short = title.replace(/\s*[:(].*$/u, "").replace(/^(The|A|An) (?=.{4})/u, "");
  return fit(short || title, room, size);
}
