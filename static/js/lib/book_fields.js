// What may be typed into a book's fields: the rules of uploads/mending/fields.py, checked while somebody types.
// Both are tested on the same cases (tests/js/book_fields.json). What is wrong is told by a code; the page has the words.

const MOST_PAGES = 30_000;
const EARLIEST = 1900; // of what anybody can have read
const FIRST_YEAR = -4000; // of what anybody has published
const ANNOUNCED = 10; // years ahead
const LONGEST_ISBN = 40;
const FILLERS = new Set(["012345678", "123456789", "987654321"]); // typed to get past a form; some have valid check digits

const CHECKS = {
  title: (text) => (text ? "" : "title"),
  author: (text) => (text ? "" : "author"),
  isbn13: isbnProblem,
  date_read: dateProblem,
  date_added: dateProblem,
  rating: (text) => (!text || wholeOrNot(text) === 0 || between(wholeOrNot(text), 1, 5) ? "" : "rating"),
  pages: (text) => (!text || (Number.isInteger(wholeOrNot(text)) && between(wholeOrNot(text), 1, MOST_PAGES)) ? "" : "pages"),
  publication_year: yearProblem,
  original_publication_year: yearProblem,
};

/** The code of what is wrong with a field's text; "" where nothing is. `today` is an ISO date. */
export function problem(name, text, { today, needed = false }) {
  const plain = text.replace(/\s+/g, " ").trim();
  if (needed && !plain) return "needed";
  return CHECKS[name] ? CHECKS[name](plain, today) : "";
}

const between = (value, low, high) => value !== null && value >= low && value <= high;

/** A number as Python's side reads it, with a point or a comma; null for anything else. */
function wholeOrNot(text) {
  return /^[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

function yearProblem(text, today) {
  const year = wholeOrNot(text);
  const latest = Number(today.slice(0, 4)) + ANNOUNCED;
  return !text || (Number.isInteger(year) && between(year, FIRST_YEAR, latest)) ? "" : "year";
}

/** Year first alone: 3/4/2021 is in March for one reader and in April for the next. */
function dateProblem(text, today) {
  if (!text) return "";
  const match = /^([0-9]{4})(?:[-/.]([0-9]{1,2}))?(?:[-/.]([0-9]{1,2}))?$/.exec(text);
  if (!match) return "date";
  const [year, month, day] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, (month || 1) - 1, (month && day) || 1);
  if (!year || date.getUTCMonth() !== (month || 1) - 1) return "no_such_day";
  if (year < EARLIEST) return "before_1900";
  const tomorrow = new Date(`${today}T00:00:00Z`); // the reader may live east of the server
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return date > tomorrow ? "still_to_come" : "";
}

function isbnProblem(text) {
  const bare = text.replace(/^[='"]+/, "").replace(/["']+$/, "").trim().replace(/\.0$/, "");
  if (!bare || isIsbn(bare) || isWithoutItsEnd(bare, text.includes("="))) return "";
  if (/^[0-9][.,][0-9]*e\+?[0-9]+$/i.test(bare)) return "isbn_rounded";
  return /^B0[0-9A-Z]{8}$/.test(bare) ? "isbn_amazon" : "isbn";
}

/** An ISBN-10 that lost its zeros to a spreadsheet or, within Goodreads' own ="…", its closing X. */
function isWithoutItsEnd(bare, wrapped) {
  if (!/^[0-9]{6,8}[\s\S]$/.test(bare)) return false;
  return isIsbn(wrapped ? `${bare}X` : bare.padStart(10, "0"));
}

function isIsbn(text) {
  const digits = cleaned(text);
  if (/^[0-9]{9}[0-9X]$/.test(digits)) {
    return checkOf10(digits.slice(0, 9)) === digits[9] && !isFiller(digits.slice(0, 9));
  }
  return /^97[89][0-9]{10}$/.test(digits) && checkOf13(digits.slice(0, 12)) === digits[12] && !isFiller(digits.slice(3, 12));
}

function cleaned(text) {
  if (text.length > LONGEST_ISBN) return "";
  const bare = text.replace(/^\s*isbn(?:-?1[03])?\s*:?/i, "");
  const digits = bare.replace(/[^0-9Xx]/g, "").toUpperCase();
  return digits.slice(0, -1).includes("X") || /(?![xX])\p{L}/u.test(bare) ? "" : digits;
}

const sum = (digits, weight) => [...digits].reduce((total, digit, place) => total + weight(place) * Number(digit), 0);
const checkOf10 = (nine) => "0123456789X"[(11 - (sum(nine, (place) => 10 - place) % 11)) % 11];
const checkOf13 = (twelve) => String((10 - (sum(twelve, (place) => (place % 2 ? 3 : 1)) % 10)) % 10);
const isFiller = (nine) => new Set(nine).size === 1 || FILLERS.has(nine);
