// Labels down the edge of a chart, each beside what it names.

/** Where labels go that belong at `places`, so that they keep `least` pixels apart between `low` and `high`. */
export function spread(places, least, low, high) {
  const order = places.map((_, at) => at).sort((one, other) => places[one] - places[other]);
  const put = [...places];
  let floor = low;
  for (const at of order) floor = (put[at] = Math.max(put[at], floor)) + least;
  let ceiling = high;
  for (const at of order.reverse()) ceiling = (put[at] = Math.min(put[at], ceiling)) - least;
  return put;
}
