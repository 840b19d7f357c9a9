// What may be typed into a book's fields, on the cases that tests/uploads/mending/test_fields.py holds the server to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { problem } from "../js/lib/book_fields.js";

const { today, cases } = JSON.parse(readFileSync(new URL("book_fields.json", import.meta.url), "utf-8"));

for (const [name, text, code] of cases) {
  test(`${name} ${JSON.stringify(text)}: ${code || "fine"}`, () => {
    assert.equal(problem(name, text, { today }), code);
  });
}

test("what is needed is told before anything else", () => {
  assert.equal(problem("title", " ", { today, needed: true }), "needed");
  assert.equal(problem("status", "read", { today }), "");
});
