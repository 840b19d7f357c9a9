// The parts of the pages' scripts that touch no page. Run by tests/test_scripts.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { column } from "../js/lib/curves.js";
import { refusal } from "../js/lib/export_head.js";
import { fill } from "../js/lib/fill.js";
import { fit, spineTitle, widthOf } from "../js/lib/fit.js";
import { doLater, doNow, forget } from "../js/lib/later.js";
import { numeral, share } from "../js/lib/numbers.js";
import { minutesLeft, nextQuestion } from "../js/lib/rhythm.js";

const LIMIT = 1000;
const bytes = (text) => new TextEncoder().encode(text);
const refused = (name, content) => refusal(name, content, content.length, LIMIT);
const HEADER = "Book Id,Title,Author,My Rating\n1,Tides,Edda Quill,5\n";

test("an export passes, whatever its marks and separators", () => {
  assert.equal(refused("a.csv", bytes(HEADER)), null);
  assert.equal(refused("a.csv", bytes(`\ufeff${HEADER}`)), null);
  assert.equal(refused("a.csv", bytes(`sep=;\n${HEADER.replaceAll(",", ";")}`)), null);
  assert.equal(refused("a.csv", new Uint8Array(Buffer.from(`\ufeff${HEADER}`, "utf16le"))), null);
});

test("exports of other services pass by their headers", () => {
  const heads = [
    "Title,Authors,Read Status,Star Rating\nTides,E,read,4\n",
    "Book Id\tTitle\tPrimary Author\n1\tTides\tE\n",
    "Title,Author,Status,Hardcover Book ID\nTides,E,Read,1\n",
    "title,author_text,remote_id\nTides,E,x\n",
  ];
  for (const head of heads) {
    assert.equal(refused("a.csv", bytes(head)), null, head);
    assert.equal(refused("a.tsv", new Uint8Array(Buffer.from(`\ufeff${head}`, "utf16le"))), null, head);
  }
});

test("what is plainly no export is refused by its kind", () => {
  const kinds = {
    "empty.csv": ["empty", new Uint8Array()],
    "blank.csv": ["empty", bytes("  \n")],
    "large.csv": ["large", new Uint8Array(1001)],
    "books.zip": ["zip", bytes("PK\u0003\u0004rest")],
    "books.xlsx": ["excel", bytes("PK\u0003\u0004rest")],
    "old.xls": ["excel", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)],
    "cover.jpg": ["picture", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    "paper.pdf": ["picture", bytes("%PDF-1.7")],
    "export.csv": ["page", bytes("  <!doctype html>")],
  };
  for (const [name, [kind, content]] of Object.entries(kinds)) assert.equal(refused(name, content).kind, kind, name);
});

test("another table is named by its columns", () => {
  assert.deepEqual(refused("a.csv", bytes("Name;Price\nTea;2\n")), { kind: "columns", columns: "Name, Price" });
});

test("a first line that goes on past what was looked at is for the server to judge", () => {
  assert.equal(refused("a.csv", bytes("x".repeat(900))), null);
});

test("a sentence is filled, and a place that nobody fills stays", () => {
  assert.equal(fill("{done} of {of}, {else}", { done: 3, of: 7 }), "3 of 7, {else}");
});

test("a text is cut where it does not fit, and never in the middle of a letter", () => {
  assert.equal(fit("Tides", 200, 12), "Tides");
  const cut = fit("The Ledger of Winter", 60, 12);
  assert.match(cut, /^The L.*…$/);
  assert.ok(widthOf(cut, 12) <= 66);
  assert.equal(fit("Anything at all", 10, 12), "");
  assert.equal(fit("𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝔩𝔢𝔱𝔱𝔢𝔯𝔰", 60, 12).includes("\ufffd"), false);
});

test("a spine does without subtitle and article before it cuts a word", () => {
  assert.equal(spineTitle("The Ledger: A Very Long Story of Numbers", 60, 10), "Ledger");
  assert.equal(spineTitle("The Ledger", 200, 10), "The Ledger");
  assert.equal(spineTitle("A Sea", 8, 10), "");
});

test("a column without height has no corners that stick out", () => {
  assert.equal(column(0, 10, 8, 0), "M0 10V10q0 0 0 0H8q0 0 0 0V10Z");
});

const processing = { status: "processing", retry_in: 2 };
const plain = { hidden: false, whole: false, failures: 0, idle: 0 };

test("questions follow the server's rhythm, slower for a hidden page", () => {
  assert.equal(nextQuestion(processing, plain), 2);
  assert.equal(nextQuestion(processing, { ...plain, hidden: true }), 5);
});

test("questions end when the page shows all, and do not wait for ever for that", () => {
  const complete = { status: "complete", retry_in: 0 };
  assert.equal(nextQuestion(complete, { ...plain, whole: true }), null);
  assert.equal(nextQuestion(complete, plain), 2);
  assert.equal(nextQuestion(complete, { ...plain, idle: 15 }), null);
  assert.equal(nextQuestion({ status: "error" }, plain), null);
});

test("a service that is away is asked about once a minute", () => {
  assert.equal(nextQuestion({ status: "complete", waiting_for_services: true, retry_in: 60 }, plain), 60);
});

test("without an answer the questions become rarer", () => {
  const waits = [1, 2, 3, 9].map((failures) => nextQuestion(null, { ...plain, failures }));
  assert.deepEqual(waits, [2, 4, 8, 60]);
});

test("the minutes that are left are rounded up", () => {
  const now = Date.parse("2026-03-01T10:00:00Z");
  assert.equal(minutesLeft({ estimated_completion: "2026-03-01T10:01:05Z" }, now), 2);
  assert.equal(minutesLeft({ estimated_completion: "2026-03-01T09:59:00Z" }, now), 1);
  assert.equal(minutesLeft({ estimated_completion: null }, now), null);
});

test("numbers are written as a language writes them", () => {
  assert.equal(numeral(1054).replace(/[^\d]/g, ""), "1054");
  assert.match(share(0.46), /^46\s?%$/u);
});

test("what is done in two pieces keeps its place, and is done to the end when it is asked for now", async () => {
  const done = [];
  for (const name of ["a", "b"]) doLater(name, () => (done.push(name), doLater(name, () => done.push(`${name}, the rest`))));
  doNow("b");
  assert.deepEqual(done, ["b", "b, the rest"]);
  doLater("c", () => done.push("c"));
  while (done.length < 5) await new Promise((wait) => setTimeout(wait, 5));
  assert.deepEqual(done.slice(2), ["a", "a, the rest", "c"]);
});

test("what can wait is done in order, once, and not after it was forgotten or done", async () => {
  const done = [];
  for (const name of ["a", "b", "c", "d"]) doLater(name, () => done.push(name));
  doLater("a", () => done.push("a, again"));
  doNow("c");
  doNow("c");
  forget("b");
  assert.deepEqual(done, ["c"]);
  while (done.length < 3) await new Promise((wait) => setTimeout(wait, 5));
  assert.deepEqual(done, ["c", "a, again", "d"]);
});
