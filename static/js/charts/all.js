// The chart families by the name that a page gives: data-chart="columns". Each layout(data, width) is pure.
// Those that are as high whatever they draw have that as HEIGHT, so that their place can be kept before they are laid out.

import * as boxes from "./boxes.js";
import * as calendar from "./calendar.js";
import * as columns from "./columns.js";
import * as heat from "./heat.js";
import * as histogram from "./histogram.js";
import * as line from "./line.js";
import * as overlaps from "./overlaps.js";
import * as pile from "./pile.js";
import * as race from "./race.js";
import * as ranked from "./ranked.js";
import * as scatter from "./scatter.js";
import * as shares from "./shares.js";
import * as shelf from "./shelf.js";
import * as stacked from "./stacked.js";
import * as treemap from "./treemap.js";
import * as volumes from "./volumes.js";

export const charts = {
  boxes,
  calendar,
  columns,
  heat,
  histogram,
  line,
  overlaps,
  pile,
  race,
  ranked,
  scatter,
  shares,
  shelf,
  stacked,
  treemap,
  volumes,
};
