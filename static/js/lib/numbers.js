// Numbers as the page's language writes them.

const language = globalThis.document?.documentElement.lang || undefined;

/** A formatter that is made when it is first used: many pages need none, and the first of a page takes its time. */
function formatter(options) {
  let made;
  return (value) => (made ??= new Intl.NumberFormat(language, options)).format(value);
}

const counts = formatter();
const decimals = formatter({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = formatter({ style: "percent" });

/** A count, its thousands parted: "1,054". */
export const numeral = (value) => counts(value);

/** A number with one place behind the point: "3.5". */
export const decimal = (value) => decimals(value);

/** A share of 1 in whole per cent: "46%". */
export const share = (part) => shares(part);
