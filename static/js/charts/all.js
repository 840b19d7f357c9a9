// The chart families by the name that a page gives: data-chart="columns". Each layout(data, width) is pure.

import * as columns from "./columns.js";
import * as line from "./line.js";
import * as ranked from "./ranked.js";
import * as scale from "./scale.js";
import * as shares from "./shares.js";
import * as shelf from "./shelf.js";

export const charts = { columns, line, ranked, scale, shares, shelf };
