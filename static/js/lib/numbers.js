// Numbers as the page's language writes them.

const language = globalThis.document?.documentElement.lang || undefined;
const counts = new Intl.NumberFormat(language);
const decimals = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(language, { style: "percent" });

/** A count, its thousands parted: "1,054". */
export const numeral = (value) => counts.format(value);

/** A number with one place behind the point: "3.5". */
export const decimal = (value) => decimals.format(value);

/** A share of 1 in whole per cent: "46%". */
export const share = (part) => shares.format(part);
