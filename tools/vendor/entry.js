// What our charts take from d3: arithmetic and layout, nothing that touches the page.
// Selections, transitions, axes and brushes are left out on purpose: our own code draws.
export {
  ascending,
  bin,
  descending,
  extent,
  group,
  max,
  mean,
  median,
  min,
  quantile,
  range,
  rollup,
  sum,
} from "d3-array";
export { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
export { sankey, sankeyLinkHorizontal } from "d3-sankey";
export { scaleBand, scaleLinear, scaleLog, scalePoint, scaleSqrt, scaleThreshold, scaleUtc } from "d3-scale";
export { area, curveMonotoneX, curveStepAfter, line, stack, stackOffsetExpand } from "d3-shape";
export { utcDay, utcMonday, utcMonth, utcYear } from "d3-time";
