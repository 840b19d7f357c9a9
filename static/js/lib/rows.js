// Arrow keys over marks that stand in rows: along a row, and from one row to the nearest mark of the next.

const ALONG = { ArrowRight: 1, ArrowLeft: -1 };
const ACROSS = { ArrowDown: 1, ArrowUp: -1 };

/** `rows` are the marks' places from left to right: [[{at: which mark, x}]]. Gives (from, key) => which mark, if any. */
export function rowSteps(rows) {
  const filled = rows.filter((row) => row.length);
  const places = new Map(filled.flatMap((row, line) => row.map(({ at }, place) => [at, { line, place }])));
  return (from, key) => {
    const { line, place } = places.get(from) ?? {};
    if (line === undefined) return undefined;
    if (key in ALONG) return filled[line][place + ALONG[key]]?.at;
    if (!(key in ACROSS)) return undefined;
    const { x } = filled[line][place];
    const far = (other) => Math.abs(other.x - x);
    return filled[line + ACROSS[key]]?.reduce((best, other) => (far(other) < far(best) ? other : best)).at;
  };
}
