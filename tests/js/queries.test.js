// The SELECTs that a browser keeps. Run by tests/test_scripts.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as list from "../js/lib/queries.js";

const NOW = Date.parse("2026-03-01T10:00:00Z");
const names = (state) => list.listed(state).map((one) => one.name);
const some = () => list.saved(list.saved(list.NOTHING, "Long", "SELECT 1", NOW), "  By\u202e  year ", "SELECT 2\n", NOW);

test("what is saved is read back as it was", () => {
  const state = some();
  assert.deepEqual(names(state), ["By year", "Long"]);
  assert.deepEqual(list.read(list.written(state)), state);
  assert.equal(list.found(state, "By year").sql, "SELECT 2");
});

test("a name is one of a kind: saving anew replaces, renaming to it is refused", () => {
  const again = list.saved(some(), "Long", "SELECT 3", NOW);
  assert.equal(again.queries.length, 2);
  assert.equal(list.found(again, "Long").sql, "SELECT 3");
  assert.equal(list.renamed(again, "Long", "By year"), again);
  assert.equal(list.renamed(again, "Long", " "), again);
  assert.deepEqual(names(list.renamed(again, "Long", "Longest")), ["By year", "Longest"]);
});

test("what is deleted comes back as it was", () => {
  const state = some();
  const one = list.found(state, "Long");
  const without = list.dropped(state, "Long");
  assert.deepEqual(names(without), ["By year"]);
  assert.deepEqual(list.found(list.saved(without, one.name, one.sql, one.saved), "Long"), one);
});

test("nothing without a name or a text is kept, and no more than there is room for", () => {
  assert.equal(list.saved(list.NOTHING, "", "SELECT 1", NOW), list.NOTHING);
  assert.equal(list.saved(list.NOTHING, "a", "  ", NOW), list.NOTHING);
  assert.equal(list.saved(list.NOTHING, "a", "x".repeat(10_001), NOW), list.NOTHING);
  let state = list.NOTHING;
  for (let at = 0; at < list.MOST + 5; at += 1) state = list.saved(state, `n${at}`, "SELECT 1", NOW);
  assert.equal(state.queries.length, list.MOST);
  assert.equal(list.found(list.saved(state, "n0", "SELECT 9", NOW), "n0").sql, "SELECT 9");
});

test("a broken or foreign store is an empty one", () => {
  for (const text of [null, "", "{", "[]", "null", '{"queries": 3}', '{"queries": [1, null, {"name": "x"}, {"name": 1, "sql": 2}]}']) {
    assert.deepEqual(list.read(text), { queries: [] }, text);
  }
});

test("a list goes to another browser and back", () => {
  const file = list.exported(some());
  const there = list.merged(list.saved(list.NOTHING, "Long", "mine", NOW), `\ufeff${file}`, NOW);
  assert.equal(there.taken, 1);
  assert.equal(list.found(there.state, "Long").sql, "mine");
  for (const other of ["{}", "no", '{"format": "goodreads-stats-dashboards", "version": 1, "queries": []}']) {
    assert.equal(list.merged(list.NOTHING, other, NOW), null, other);
  }
});
