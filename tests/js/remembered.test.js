// "My dashboards": links taken apart, and the list that this browser keeps of them. Run by tests/test_scripts.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linkOf, pathOf } from "../js/lib/links.js";
import * as remembered from "../js/lib/remembered.js";

const SITE = { origin: "https://stats.example", root: "/" };
const BELOW = { origin: "https://stats.example", root: "/goodreads-stats/" };
const ID = "0f8b6a1c-2d3e-4f50-8172-93a4b5c6d7e8";
const OTHER = "11111111-2222-4333-8444-555555555555";
const PRIVATE = { kind: "private", id: ID };
const SHARED = { kind: "shared", id: ID };
const NOW = Date.parse("2026-03-01T10:00:00Z");
const DAY = 86_400_000;

const fileOf = (...dashboards) => JSON.stringify({ format: "goodreads-stats-dashboards", version: 1, dashboards });

test("a link is known by its kind, however it was pasted", () => {
  const pasted = {
    [`https://stats.example/d/${ID}`]: PRIVATE,
    [`  https://stats.example/s/${ID}/books?page=2#top `]: SHARED,
    [`http://stats.example/d/${ID.toUpperCase()}/`]: PRIVATE,
    [`stats.example/d/${ID}`]: PRIVATE,
    [`/s/${ID}`]: SHARED,
    [`https://stats.example/d/${ID.replaceAll("-", "")}`]: PRIVATE,
    [`https://someone@stats.example/d/${ID}`]: PRIVATE,
  };
  for (const [text, link] of Object.entries(pasted)) assert.deepEqual(linkOf(text, SITE), link, text);
});

test("what is no dashboard of this site is refused by its reason", () => {
  const refused = {
    "": "blank",
    [ID]: "bare",
    "my dashboard": "nolink",
    [`javascript://stats.example/d/${ID}`]: "nolink",
    "data:text/html,x": "nolink",
    [`https://elsewhere.example/d/${ID}`]: "foreign",
    [`https://stats.example.elsewhere.example/d/${ID}`]: "foreign",
    [`https://stats.example:8443/d/${ID}`]: "foreign",
    [`//elsewhere.example/d/${ID}`]: "nodashboard",
    "https://stats.example/sample": "nodashboard",
    "https://stats.example/d/": "nodashboard",
    [`https://stats.example/x/${ID}`]: "nodashboard",
    [`https://stats.example/constructor/${ID}`]: "nodashboard",
    "https://stats.example/d/0f8b6a1c": "nodashboard",
  };
  for (const [text, reason] of Object.entries(refused)) assert.equal(linkOf(text, SITE).refused, reason, text);
  assert.equal(linkOf(`https://elsewhere.example/d/${ID}`, SITE).host, "elsewhere.example");
});

test("a port is part of a host without https before it", () => {
  assert.deepEqual(linkOf(`localhost:8000/d/${ID}`, { origin: "http://localhost:8000", root: "/" }), PRIVATE);
});

test("a site below a path knows its own links only", () => {
  assert.deepEqual(linkOf(`https://stats.example/goodreads-stats/d/${ID}`, BELOW), PRIVATE);
  assert.equal(linkOf(`https://stats.example/d/${ID}`, BELOW).refused, "nodashboard");
  assert.equal(pathOf(SHARED, BELOW.root), `/goodreads-stats/s/${ID}`);
});

test("a private link is remembered when it is opened, a shared one when it is asked for", () => {
  const state = remembered.visited(remembered.visited(remembered.NOTHING, PRIVATE, NOW), SHARED, NOW);

  assert.deepEqual(state.dashboards, [{ ...PRIVATE, name: "", holds: "", visited: NOW, gone: false }]);
  assert.equal(remembered.added(state, SHARED, NOW).dashboards.length, 2);
});

test("nothing is remembered unasked where the reader wants it so", () => {
  assert.equal(remembered.visited({ ...remembered.NOTHING, remember: false }, PRIVATE, NOW).dashboards.length, 0);
});

test("what was forgotten is not remembered again by opening it, and keeps no key", () => {
  const once = remembered.visited(remembered.NOTHING, PRIVATE, NOW);
  const state = remembered.visited(remembered.forgotten(once, PRIVATE), PRIVATE, NOW + DAY);

  assert.deepEqual(state.dashboards, []);
  assert.equal(remembered.written(state).includes(ID.slice(0, 8)), false);
  assert.equal(remembered.added(state, PRIVATE, NOW).forgotten.length, 0);
});

test("a forgotten dashboard comes back as it was", () => {
  let state = remembered.visited(remembered.NOTHING, PRIVATE, NOW);
  state = remembered.gone(remembered.renamed(state, PRIVATE, "Mine"), PRIVATE);

  const back = remembered.restored(remembered.forgotten(state, PRIVATE), remembered.found(state, PRIVATE));

  assert.deepEqual(back, state);
});

test("the last visited comes first, and a visit tells that a dashboard is there", () => {
  let state = remembered.visited(remembered.NOTHING, PRIVATE, NOW);
  state = remembered.added(state, { ...SHARED, id: OTHER }, NOW + DAY);
  state = remembered.gone(state, PRIVATE);
  assert.deepEqual(remembered.listed(state).map(({ id, gone }) => [id, gone]), [[OTHER, false], [ID, true]]);

  state = remembered.visited(state, { ...PRIVATE, holds: "742 books" }, NOW + 2 * DAY);

  assert.deepEqual(remembered.listed(state).map(({ id, gone, holds }) => [id, gone, holds]), [[ID, false, "742 books"], [OTHER, false, ""]]);
});

test("a name is one line of letters that can be seen", () => {
  const state = remembered.visited(remembered.NOTHING, PRIVATE, NOW);

  assert.equal(remembered.found(remembered.renamed(state, PRIVATE, " My\u202e \u0000 books\n"), PRIVATE).name, "My books");
  assert.equal([...remembered.found(remembered.renamed(state, PRIVATE, "📚".repeat(200)), PRIVATE).name].length, 80);
});

test("what is kept is read again as it was", () => {
  let state = remembered.visited(remembered.NOTHING, { ...PRIVATE, holds: "3 books" }, NOW);
  state = remembered.forgotten(remembered.added(state, { ...SHARED, id: OTHER }, NOW), { ...SHARED, id: OTHER });

  const { version, ...kept } = remembered.read(remembered.written({ ...state, remember: false }));

  assert.deepEqual(kept, { ...state, remember: false });
});

test("whatever stands in the browser's store, a state is read from it", () => {
  for (const text of [null, "", "{", "[]", "7", '"x"', "null", '{"dashboards": 3}', '{"dashboards": [null, 1, {"kind": "private"}], "forgotten": "x"}']) {
    assert.deepEqual(remembered.read(text).dashboards, [], String(text));
  }
  const [one] = remembered.read(JSON.stringify({ dashboards: [{ ...PRIVATE, name: { a: 1 }, visited: 1e300, gone: "yes" }] })).dashboards;
  assert.deepEqual(one, { ...PRIVATE, name: "", holds: "", visited: 0, gone: false });
});

test("the list goes through a file and comes back, without doubling", () => {
  let state = remembered.renamed(remembered.visited(remembered.NOTHING, PRIVATE, NOW), PRIVATE, "Mine");
  state = remembered.added(state, SHARED, NOW - DAY);
  const file = remembered.exported(state, SITE, NOW);

  const fresh = remembered.merged(remembered.NOTHING, file, SITE, NOW);
  const again = remembered.merged(fresh.state, `\ufeff${file}`, SITE, NOW);

  assert.deepEqual([fresh.taken, fresh.known, fresh.left], [2, 0, 0]);
  assert.deepEqual(remembered.listed(fresh.state), remembered.listed(state));
  assert.deepEqual([again.taken, again.known, again.left], [0, 2, 0]);
  assert.deepEqual(again.state, fresh.state);
});

test("our name and the later visit count where a file names a dashboard differently", () => {
  const state = remembered.renamed(remembered.visited(remembered.NOTHING, PRIVATE, NOW), PRIVATE, "Ours");
  const entry = { link: `https://stats.example/d/${ID}`, name: "Theirs", visited: "2027-01-01T00:00:00Z" };

  const [one] = remembered.merged(state, fileOf(entry), SITE, NOW + DAY).state.dashboards;

  assert.deepEqual([one.name, one.visited], ["Ours", NOW + DAY], "a visit that is still to come is none");
});

test("a broken, foreign or hostile file is refused or left, and takes nothing with it", () => {
  const reasons = {
    "": "broken",
    "PK\u0003\u0004": "broken",
    "[1, 2]": "other",
    '{"format": "goodreads-stats-dashboards", "version": 1}': "other",
    '{"format": "goodreads-stats-dashboards", "version": 2, "dashboards": []}': "newer",
    [fileOf()]: "nothing",
    [fileOf({ link: `https://elsewhere.example/d/${ID}` }, null, 3, { link: 4 }, { link: "javascript:alert(1)" })]: "elsewhere",
    [`{"__proto__": {"remember": false}, "format": "goodreads-stats-dashboards"}`]: "other",
  };
  for (const [file, reason] of Object.entries(reasons)) {
    assert.deepEqual(remembered.merged(remembered.NOTHING, file, SITE, NOW), { refused: reason }, file);
  }
  const mixed = fileOf({ link: `/d/${ID}`, name: ["x"], visited: "soon", kind: "shared" }, { link: "https://elsewhere.example/" });
  const { state, taken, left } = remembered.merged(remembered.NOTHING, mixed, SITE, NOW);
  assert.deepEqual([taken, left], [1, 1]);
  assert.deepEqual(state.dashboards, [{ ...PRIVATE, name: "", holds: "", visited: 0, gone: false }], "the link says which kind it is");
});

test("a full list takes no more, and loses none", () => {
  const links = Array.from({ length: remembered.MOST + 20 }, (_, at) => ({ link: `/d/${OTHER.slice(0, -4)}${String(1000 + at)}` }));

  const { state, taken, left } = remembered.merged(remembered.NOTHING, fileOf(...links), SITE, NOW);

  assert.deepEqual([state.dashboards.length, taken, left], [remembered.MOST, remembered.MOST, 20]);
  assert.equal(remembered.visited(state, PRIVATE, NOW), state);
});
