// What our charts take from d3: arithmetic and layout, nothing that touches the page.
// Selections, transitions, axes and brushes are left out on purpose: our own code draws.
export { extent, group, max, min, range, sum } from "d3-array";
export { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
export { scaleBand, scaleLinear } from "d3-scale";
export { area, curveMonotoneX, curveStepAfter, line } from "d3-shape";
