// What can be written at a place of a SELECT: names of the tables, functions, keywords, and within quotes what stands in
// the library. Pure: `names` is {tables: {books: [["title", "text"], …]}, functions, keywords, values: {genre: […]}}.

const MOST = 40;
const TOKEN = /\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|[A-Za-z_]\w*|\d[\w.]*|<>|<=|>=|!=|==|\|\||[^]/g;
const ENDS_OPEN = { "'": /^'(?:[^']|'')*$/, '"': /^"(?:[^"]|"")*$/, "-": /^--/, "/": /^\/\*(?:(?!\*\/)[^])*$/ };
const BEFORE_VALUE = new Set(["=", "==", "<>", "!=", "is", "not", "like", "in", "(", ",", "<", ">", "<=", ">="]);

/** What stands in the text, without spaces and comments: [{text, start}]. */
export function tokensOf(text) {
  const there = [];
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    if (!/^(\s|--|\/\*)/.test(token)) there.push({ text: token, word: token.toLowerCase(), start });
  }
  return there;
}

/** The tables that are asked, by the names under which their columns can be asked for: {b: "books"}. */
export function sourcesOf(text, names) {
  const there = tokensOf(text);
  const sources = {};
  there.forEach(({ word }, at) => {
    if (!names.tables[word] || !["from", "join", ","].includes(there[at - 1]?.word)) return;
    const behind = there[at + 1]?.word === "as" ? there[at + 2] : there[at + 1];
    const named = behind && /^[a-z_]/i.test(behind.text) && !names.keywords.includes(behind.text.toUpperCase());
    sources[named ? behind.word : word] = word;
  });
  return sources;
}

/**
 * {from, to, options: [{text, kind, detail}], begun} at the caret, null where nothing is to be completed there.
 *
 * `kind` is column, table, function, keyword or value; the option's text takes the place of what stands from `from` to `to`.
 * `begun` says that something of it is typed already, or that nothing else can stand there.
 */
export function complete(text, caret, names) {
  const before = text.slice(0, caret);
  const last = [...before.matchAll(TOKEN)].at(-1);
  const open = last && ENDS_OPEN[last[0][0]]?.test(last[0]) ? last : null;
  if (open) return open[0][0] === "'" ? values(text, caret, open.index, names) : null;
  const prefix = /(?<!\w)[A-Za-z_]\w*$/.exec(before)?.[0] ?? "";
  if (!prefix && /[\w'"\])]$/.test(before)) return null; // behind a number or a text, without a space
  const from = caret - prefix.length;
  const there = tokensOf(text.slice(0, from));
  const previous = there.at(-1)?.word;
  if (previous === "as") return null;
  const options = previous === "." ? ofTable(text, there.at(-2)?.word, names) : anything(text, previous, prefix, names);
  return chosen(options, prefix, { from, to: caret, begun: Boolean(prefix) || previous === "." });
}

/** Behind "b." the columns of what is called so; of all tables as long as none is named. */
function ofTable(text, name, names) {
  const sources = sourcesOf(text, names);
  const table = sources[name] ?? name;
  if (names.tables[table]) return columnsOf([table], names);
  return Object.keys(sources).length ? [] : columnsOf(Object.keys(names.tables), names);
}

function columnsOf(tables, names) {
  const columns = new Map();
  for (const [name, type] of tables.flatMap((table) => names.tables[table])) {
    if (!columns.has(name)) columns.set(name, { text: name, kind: "column", detail: type });
  }
  return [...columns.values()];
}

function anything(text, previous, prefix, names) {
  const tables = Object.keys(names.tables).map((name) => ({ text: name, kind: "table", detail: "" }));
  if (previous === "from" || previous === "join") return tables;
  const sources = sourcesOf(text, names);
  const asked = Object.values(sources).length ? Object.values(sources) : Object.keys(names.tables);
  const aliases = Object.keys(sources).filter((name) => !names.tables[name]);
  const small = prefix && prefix === prefix.toLowerCase();
  return [
    ...columnsOf(asked, names),
    ...aliases.map((name) => ({ text: name, kind: "table", detail: sources[name] })),
    ...tables,
    ...names.keywords.map((word) => ({ text: small ? word.toLowerCase() : word, kind: "keyword", detail: "" })),
    ...names.functions.map((name) => ({ text: `${name}(`, kind: "function", detail: "" })),
  ];
}

/** Between quotes behind a column and a sign: what stands in this library. */
function values(text, caret, start, names) {
  const there = tokensOf(text.slice(0, start));
  let at = there.length - 1;
  while (at >= 0 && (BEFORE_VALUE.has(there[at].word) || there[at].text[0] === "'")) at -= 1;
  const known = at < there.length - 1 && names.values[there[at]?.word];
  if (!known) return null;
  const typed = text.slice(start + 1, caret).replaceAll("''", "'");
  const options = known.map((value) => ({ text: value, kind: "value", detail: "" }));
  const found = chosen(options, typed, { least: 2, from: start, to: caret + (text[caret] === "'" ? 1 : 0), begun: true });
  return found && { ...found, options: found.options.map((one) => ({ ...one, text: `'${one.text.replaceAll("'", "''")}'` })) };
}

/** Those that begin with what is typed, then those that hold it, if it has `least` letters; none where it is typed in full. */
function chosen(options, typed, { least = 3, ...place }) {
  const wanted = typed.toLowerCase();
  const begins = options.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const holds = wanted.length < least ? [] : options.filter(({ text }) => text.toLowerCase().indexOf(wanted) > 0);
  const found = [...begins, ...holds].slice(0, MOST);
  const whole = wanted && found.some(({ text, kind }) => kind !== "value" && text.toLowerCase() === wanted);
  return found.length && !whole ? { ...place, options: found } : null;
}
