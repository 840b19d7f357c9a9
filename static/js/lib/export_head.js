// A look at the first bytes of a file before it is sent: what is plainly no export need not travel.
// The server looks again and knows more; this only spares the reader a wait.

const SIGNS = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["zip", [0x1f, 0x8b]],
  ["excel", [0xd0, 0xcf, 0x11, 0xe0]],
  ["picture", [0x25, 0x50, 0x44, 0x46]],
  ["picture", [0x89, 0x50, 0x4e, 0x47]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", [0x47, 0x49, 0x46, 0x38]],
];

/** How much of a file is looked at, in bytes. */
export const HEAD = 4096;

/** A column's name as names are compared: small letters and digits alone. */
const key = (name) => name.toLowerCase().replace(/[^\p{L}\d]/gu, "");

const begins = (bytes, sign) => sign.every((byte, at) => bytes[at] === byte);

function decoded(bytes) {
  const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" }[`${bytes[0]},${bytes[1]}`];
  return new TextDecoder(utf16 ?? "utf-8").decode(bytes);
}

/**
 * Why a file is no export: {kind, columns?}, or null where it may be one.
 *
 * `bytes` are the first of the file, `size` and `limit` are in bytes.
 */
export function refusal(name, bytes, size, limit) {
  if (!size) return { kind: "empty" };
  if (size > limit) return { kind: "large" };
  const sign = SIGNS.find(([, start]) => begins(bytes, start))?.[0];
  if (sign) return { kind: sign === "zip" && /\.(xlsx?|ods|numbers)$/i.test(name) ? "excel" : sign };
  const text = decoded(bytes).trimStart();
  if (!text) return { kind: "empty" };
  if (text.startsWith("<")) return { kind: "page" };
  return refusedHeader(text);
}

function refusedHeader(text) {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() && !/^"?sep=/.test(line));
  if (lines.length < 2) return null; // the first line goes on past what was looked at
  const columns = lines[0].split(/[,;\t|]/).map((column) => column.replaceAll('"', "").trim());
  const keys = new Set(columns.map(key));
  if (keys.has("title") || keys.has("author")) return null;
  return { kind: "columns", columns: columns.slice(0, 5).map((column) => column.slice(0, 30)).join(", ") };
}
