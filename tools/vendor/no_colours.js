// In the place of d3-interpolate, which brings colours, dates and texts along: the ranges of our scales are numbers.
// The two functions are d3-interpolate's own.
export const interpolateNumber = (a, b) => ((a = +a), (b = +b), (t) => a * (1 - t) + b * t);
export const interpolateRound = (a, b) => ((a = +a), (b = +b), (t) => Math.round(a * (1 - t) + b * t));
export const interpolate = interpolateNumber;
export const piecewise = undefined; // of scales that we do not take
