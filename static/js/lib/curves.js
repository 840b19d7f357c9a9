// Outlines of marks, as SVG path data.

/** A number as short as a drawing needs it. */
export const px = (value) => String(Math.round(value * 10) / 10);

/** A column with its upper corners rounded, standing on `y + height`. */
export function column(x, y, width, height, radius = 2.5) {
  const r = Math.max(0, Math.min(radius, width / 2, height));
  return (
    `M${px(x)} ${px(y + height)}V${px(y + r)}q0 ${px(-r)} ${px(r)} ${px(-r)}` +
    `H${px(x + width - r)}q${px(r)} 0 ${px(r)} ${px(r)}V${px(y + height)}Z`
  );
}
