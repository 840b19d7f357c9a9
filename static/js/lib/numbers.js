// Numbers as the page's language writes them.

const language = globalThis.document?.documentElement.lang || undefined;
const counts = new Intl.NumberFormat(language);
const shares = new Intl.NumberFormat(language, { style: "percent" });

/** A count, its thousands parted: "1,054". */
export const numeral = (value) => counts.format(value);

/** A share of 1 in whole per cent: "46%". */
export const share = (part) => shares.format(part);
