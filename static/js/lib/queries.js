// The SELECTs that this browser keeps, as plain values: {queries: [{name, sql, saved}]}, `saved` in milliseconds.
//
// A name is one of a kind. Every function gives a new state and leaves the old one as it is.

/** How many are kept. */
export const MOST = 200;

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 4 << 20;

const FORMAT = "goodreads-stats-queries";
const VERSION = 1;
const LONGEST_NAME = 80; // characters
const LONGEST_SQL = 10_000; // as the server takes them
const UNSEEN = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff]+/gu; // controls, and the marks that turn what follows

export const NOTHING = Object.freeze({ queries: [] });

/** The state that a kept text holds; an empty one where it holds none. */
export function read(text) {
  const kept = parsed(text);
  return Array.isArray(kept?.queries) ? joined(NOTHING, kept.queries) : NOTHING;
}

/** The text that keeps a state. */
export const written = (state) => JSON.stringify({ version: VERSION, ...state });

/** A name as it is kept: one line, without what cannot be seen. */
export const named = (value) =>
  typeof value === "string" ? [...value.slice(0, 1000).replace(UNSEEN, " ").replace(/\s+/g, " ").trim()].slice(0, LONGEST_NAME).join("") : "";

export const found = (state, name) => state.queries.find((one) => one.name === name) ?? null;

/** All of them, by name. */
export const listed = (state) => [...state.queries].sort((a, b) => a.name.localeCompare(b.name));

/** With this SELECT under this name, in the place of one that was called so. The same state if there is no room. */
export function saved(state, name, sql, now) {
  const one = cleaned({ name, sql, saved: now });
  if (!one) return state;
  const others = state.queries.filter((other) => other.name !== one.name);
  return others.length < MOST ? { ...state, queries: [...others, one] } : state;
}

/** With another name; the same state if that is taken or empty. */
export function renamed(state, from, to) {
  const name = named(to);
  if (!name || found(state, name)) return state;
  return { ...state, queries: state.queries.map((one) => (one.name === from ? { ...one, name } : one)) };
}

export const dropped = (state, name) => ({ ...state, queries: state.queries.filter((one) => one.name !== name) });

/** The list as the text of a file. */
export const exported = (state) =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, queries: listed(state).map(({ name, sql }) => ({ name, sql })) }, null, 2)}\n`;

/** A file's list joined to ours: {state, taken}; null where it is no such file. Of a name that is ours, ours stays. */
export function merged(state, file, now) {
  const list = parsed(file.replace(/^\ufeff/, ""));
  if (list?.format !== FORMAT || list.version !== VERSION || !Array.isArray(list.queries)) return null;
  const after = joined(state, list.queries.map((one) => ({ ...one, saved: now })));
  return { state: after, taken: after.queries.length - state.queries.length };
}

function joined(state, queries) {
  let all = state;
  for (const one of queries.map(cleaned)) if (one && !found(all, one.name)) all = saved(all, one.name, one.sql, one.saved);
  return all;
}

function cleaned(one) {
  const name = named(one?.name);
  const sql = typeof one?.sql === "string" ? one.sql.trimEnd() : "";
  if (!name || !sql || sql.length > LONGEST_SQL) return null;
  return { name, sql, saved: Number.isFinite(one.saved) && Math.abs(one.saved) < 8e15 ? one.saved : 0 };
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
