// The dashboards that this browser remembers, as plain values: {remember, dashboards, forgotten}.
//
// A dashboard is {kind: "private" or "shared", id, name, holds, visited, gone}: the reader's own name for it, what it
// held when last seen ("742 books"), when that was (milliseconds), and whether nothing was there then. Every function
// gives a new state and leaves the old one as it is.

import { dashed, isId, linkOf, pathOf } from "./links.js";

/** How many dashboards are remembered: when they are so many, the next is not taken, for no key must be lost. */
export const MOST = 500;

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 1 << 20;

const FORMAT = "goodreads-stats-dashboards";
const VERSION = 1;
const LONGEST_NAME = 80; // characters
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff]+/gu; // controls, and the marks that turn what follows

export const NOTHING = Object.freeze({ remember: true, dashboards: [], forgotten: [] });

/** The state that a kept text holds; an empty one where it holds none. */
export function read(text) {
  const kept = parsed(text);
  if (!kept || !Array.isArray(kept.dashboards)) return NOTHING;
  const dashboards = kept.dashboards.filter(isDashboard).map(cleaned);
  const forgotten = Array.isArray(kept.forgotten) ? kept.forgotten.filter(Number.isInteger) : [];
  return { remember: kept.remember !== false, dashboards: dashboards.slice(0, MOST), forgotten: forgotten.slice(-MOST) };
}

/** The text that keeps a state. */
export const written = (state) => JSON.stringify({ version: VERSION, ...state });

export const found = (state, link) => state.dashboards.find((one) => same(one, link)) ?? null;

/** The dashboards, the one last visited first. */
export const listed = (state) => [...state.dashboards].sort((a, b) => b.visited - a.visited);

/** After a dashboard was looked at. Only a private link is remembered unasked, and only one that was not forgotten. */
export function visited(state, link, now) {
  if (found(state, link)) return changed(state, link, { visited: now, gone: false, ...(link.holds && { holds: text(link.holds) }) });
  const wanted = link.kind === "private" && state.remember && !state.forgotten.includes(mark(link));
  return wanted ? added(state, link, now) : state;
}

/** With one more dashboard, because the reader said so. */
export function added(state, link, now) {
  if (found(state, link) || state.dashboards.length >= MOST) return state;
  const one = cleaned({ ...link, visited: now });
  return { ...state, dashboards: [...state.dashboards, one], forgotten: state.forgotten.filter((other) => other !== mark(link)) };
}

export const renamed = (state, link, name) => changed(state, link, { name: text(name) });

/** When nothing was found under a remembered link. */
export const gone = (state, link) => changed(state, link, { gone: true });

/** Without one. Opening it again does not bring it back: of the link nothing is kept but a mark that it was here. */
export function forgotten(state, link) {
  const left = dropped(state, link);
  return { ...left, forgotten: [...left.forgotten.filter((other) => other !== mark(link)), mark(link)].slice(-MOST) };
}

/** Without one that is deleted. */
export const dropped = (state, link) => ({ ...state, dashboards: state.dashboards.filter((one) => !same(one, link)) });

/** With a forgotten dashboard again, as it was. */
export function restored(state, one) {
  const back = added(state, one, one.visited);
  return changed(back, one, { gone: one.gone });
}

/** The list as the text of a file, with whole links: it says by itself where each leads. */
export function exported(state, site, now) {
  const dashboards = listed(state).map((one) => ({
    kind: one.kind,
    link: site.origin + pathOf(one, site.root),
    name: one.name,
    holds: one.holds,
    visited: new Date(one.visited).toISOString(),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exported: new Date(now).toISOString(), dashboards }, null, 2)}\n`;
}

/**
 * A file's list joined to ours: {state, taken, known, left}, or {refused} with why it is none.
 *
 * Of a dashboard on both sides the later visit and our name count. What leads elsewhere is left.
 */
export function merged(state, file, site, now) {
  const list = listIn(file);
  if (list.refused) return list;
  let [joined, taken, known] = [state, 0, 0];
  for (const entry of list.dashboards) {
    const link = typeof entry?.link === "string" ? linkOf(entry.link, site) : { refused: "nolink" };
    if (link.refused) continue;
    const before = found(joined, link);
    const visit = Math.min(Date.parse(entry.visited) || 0, now);
    joined = before
      ? changed(joined, link, { name: before.name || text(entry.name), visited: Math.max(before.visited, visit) })
      : added(joined, { ...link, name: entry.name, holds: entry.holds }, visit);
    if (before) known += 1;
    else if (found(joined, link)) taken += 1;
  }
  const left = list.dashboards.length - taken - known;
  return taken + known ? { state: joined, taken, known, left } : { refused: list.dashboards.length ? "elsewhere" : "nothing" };
}

function listIn(file) {
  const list = parsed(file.replace(/^\ufeff/, ""));
  if (!list) return { refused: "broken" };
  if (list.format !== FORMAT || !Array.isArray(list.dashboards)) return { refused: "other" };
  return list.version === VERSION ? list : { refused: "newer" };
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

const same = (one, other) => one.kind === other.kind && one.id === other.id;

const changed = (state, link, more) => ({
  ...state,
  dashboards: state.dashboards.map((one) => (same(one, link) ? { ...one, ...more } : one)),
});

const isDashboard = (one) => ["private", "shared"].includes(one?.kind) && isId(one.id);

const cleaned = ({ kind, id, name, holds, visited, gone }) => ({
  kind,
  id: dashed(id),
  name: text(name),
  holds: text(holds),
  visited: Number.isFinite(visited) && Math.abs(visited) < 8e15 ? visited : 0, // what a Date can hold
  gone: gone === true,
});

/** One line of text without what cannot be seen. */
const text = (value) =>
  typeof value === "string" ? [...value.slice(0, 1000).replace(UNSEEN, " ").replace(/\s+/g, " ").trim()].slice(0, LONGEST_NAME).join("") : "";

/** 32 bits of a link (FNV-1a): enough to know it again, far too few to find its 122 bits from. */
function mark({ kind, id }) {
  let hash = 0x811c9dc5;
  for (const letter of `${kind}/${id}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
