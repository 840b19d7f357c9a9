// What an editor offers at each place of a SELECT. Run by tests/test_scripts.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { complete, sourcesOf } from "../js/lib/completing.js";

const NAMES = {
  tables: {
    books: [["id", "text"], ["title", "text"], ["author", "text"], ["my_rating", "numeric"], ["average_rating", "numeric"], ["pages", "integer"]],
    book_genres: [["book_id", "text"], ["genre", "text"]],
    book_shelves: [["book_id", "text"], ["shelf", "text"]],
  },
  functions: ["avg", "count", "median"],
  keywords: ["SELECT", "FROM", "WHERE", "GROUP", "BY", "JOIN", "ON", "AS", "AND", "LIKE", "IN", "ORDER", "COLLATE"],
  values: { genre: ["Fantasy", "Science Fiction", "Children's"], shelf: ["to-read"], author: ["Ursula K. Le Guin", "Flann O'Brien"] },
};

/** "|" is the caret. */
function at(text) {
  const caret = text.indexOf("|");
  return complete(text.replace("|", ""), caret, NAMES);
}
const offered = (text) => at(text)?.options.map((one) => one.text) ?? null;
const done = (text, index = 0) => {
  const { from, to, options } = at(text);
  const whole = text.replace("|", "");
  return whole.slice(0, from) + options[index].text + whole.slice(to);
};

test("names begin with what is typed, or hold it", () => {
  assert.deepEqual(offered("SELECT ti|"), ["title"]);
  assert.deepEqual(offered("SELECT rat| FROM books"), ["my_rating", "average_rating"]);
  assert.equal(done("SELECT pa| FROM books"), "SELECT pages FROM books");
  assert.deepEqual(offered("SELECT TIT|"), ["title"]);
});

test("behind FROM and JOIN stand tables alone", () => {
  assert.deepEqual(offered("SELECT * FROM |"), ["books", "book_genres", "book_shelves"]);
  assert.deepEqual(offered("SELECT * FROM books b JOIN book_g|"), ["book_genres"]);
  assert.equal(done("SELECT * FROM books JOIN book_s|"), "SELECT * FROM books JOIN book_shelves");
});

test("behind a name and a dot stand the columns of that table, wherever it is named", () => {
  assert.deepEqual(offered("SELECT g.| FROM books b JOIN book_genres g ON g.book_id = b.id"), ["book_id", "genre"]);
  assert.deepEqual(offered("SELECT b.ti| FROM books AS b"), ["title"]);
  assert.deepEqual(offered("SELECT books.pa|"), ["pages"]);
  assert.deepEqual(offered("SELECT b.gen|"), ["genre"]);
  assert.equal(offered("SELECT x.| FROM books b"), null);
});

test("columns are those of the tables that are asked", () => {
  assert.equal(offered("SELECT | FROM book_genres").includes("genre"), true);
  assert.equal(offered("SELECT | FROM book_genres").includes("title"), false);
  assert.deepEqual(offered("SELECT gen|"), ["genre", "book_genres"]);
});

test("functions bring their bracket, keywords come as big as they are typed", () => {
  assert.equal(done("SELECT med|"), "SELECT median(");
  assert.equal(done("SELECT title fr|"), "SELECT title from");
  assert.equal(done("SELECT title FR|"), "SELECT title FROM");
});

test("between quotes stands what this library holds", () => {
  assert.deepEqual(offered("SELECT * FROM book_genres WHERE genre = '|"), ["'Fantasy'", "'Science Fiction'", "'Children''s'"]);
  assert.equal(done("WHERE genre = 'fan|"), "WHERE genre = 'Fantasy'");
  assert.equal(done("WHERE g.genre = 'Sci|'\nORDER BY 1"), "WHERE g.genre = 'Science Fiction'\nORDER BY 1");
  assert.equal(done("WHERE author LIKE 'brien|"), "WHERE author LIKE 'Flann O''Brien'");
  assert.equal(done("WHERE author = 'Flann O''B|"), "WHERE author = 'Flann O''Brien'");
  assert.equal(done("WHERE shelf NOT IN ('read', '|"), "WHERE shelf NOT IN ('read', 'to-read'");
  assert.deepEqual(offered("WHERE author = 'le|"), ["'Ursula K. Le Guin'"]);
  assert.equal(offered("WHERE title = '|"), null);
  assert.equal(offered("SELECT '|"), null);
  assert.equal(offered("SELECT genre '|"), null);
});

test("where nothing is to be completed nothing is offered", () => {
  for (const text of ["SELECT 1|", "SELECT 12a|", "SELECT -- ti|", "SELECT /* ti|", 'SELECT "ti|', "SELECT title|", "SELECT 'a'|", "SELECT pages AS pa|", "SELECT zzz|"]) {
    assert.equal(offered(text), null, text);
  }
  assert.deepEqual(offered("SELECT 'it''s' AS a, ti|"), ["title"]);
  assert.deepEqual(offered("/* 'open */ SELECT ti|"), ["title"]);
});

test("with nothing typed it waits to be asked", () => {
  assert.equal(at("SELECT |").begun, false);
  assert.equal(at("|").begun, false);
  assert.equal(at("SELECT b.| FROM books b").begun, true);
  assert.equal(at("SELECT t|").begun, true);
});

test("tables are known by their other names, and a keyword is none", () => {
  const text = "SELECT * FROM books b JOIN book_genres AS g ON 1, book_shelves WHERE 1";
  assert.deepEqual(sourcesOf(text, NAMES), { b: "books", g: "book_genres", book_shelves: "book_shelves" });
});

test("the longest of texts is looked through at once", () => {
  const text = `${"SELECT 'a', title /* x */ FROM books, ".repeat(260)} ti`;
  const begun = performance.now();
  assert.deepEqual(complete(text, text.length, NAMES).options.map((one) => one.text), ["title"]);
  assert.ok(performance.now() - begun < 500);
});
