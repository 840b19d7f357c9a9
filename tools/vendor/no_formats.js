// In the place of d3-format: numbers on our axes are written by Intl, in the reader's language. Only scale.tickFormat(),
// which no chart calls, would need these.
export const format = undefined;
export const formatPrefix = undefined;
export const formatSpecifier = undefined;
export const precisionFixed = undefined;
export const precisionPrefix = undefined;
export const precisionRound = undefined;
